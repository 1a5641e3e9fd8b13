import type { CheckResult } from '../checks/check-results.ts';
import type { Zap } from '../zapier/zaps.ts';
import type { RunningEmulator } from './emulator.ts';
import type { Local } from './local.ts';

/** What a check examines: a Zap after its deliveries, which are in `zap.runs`. */
export interface CheckContext<E extends RunningEmulator = RunningEmulator> {
  readonly local: Local<E>;
  readonly zap: Zap;
  /** The emulator that sends events to the Zap. */
  readonly emulator: E | undefined;
  /** What “Test trigger” listed. */
  readonly listed: readonly Readonly<Record<string, unknown>>[];
}

/** A requirement of one app, which `zapier-local run --strict` checks. */
export interface Check<E extends RunningEmulator = RunningEmulator> {
  readonly name: string;
  /** The problems, a sentence each. */
  run(context: CheckContext<E>): readonly string[] | Promise<readonly string[]>;
}

const runCheck = async <E extends RunningEmulator>(
  { name, run }: Check<E>,
  context: CheckContext<E>,
): Promise<CheckResult> => {
  try {
    const messages = await run(context);
    return { code: name, status: messages.length > 0 ? 'failed' : 'passed', messages };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { code: name, status: 'failed', messages: [`The check itself failed: ${message}`] };
  }
};

/** Runs checks, one after the other. */
export const runChecks = async <E extends RunningEmulator>(
  checks: readonly Check<E>[],
  context: CheckContext<E>,
): Promise<CheckResult[]> => {
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await runCheck(check, context));
  return results;
};
