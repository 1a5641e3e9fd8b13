import { type CheckResult, checkResults } from '../checks/check-results.ts';
import { type OutputField, toOutputFields } from '../checks/output-fields.ts';
import { runChecks } from '../config/check.ts';
import { type Zap, ZapierError } from '../zapier/zaps.ts';
import { kindOf } from './describe-trigger.ts';
import type { OpenedApp } from './open-app.ts';
import type { Reporter } from './reporter.ts';
import type { RunPlan } from './run-plan.ts';
import type { RunResult } from './run-result.ts';

/** The output fields, with those that functions return. */
const outputFieldsOf = async (
  { zapier }: OpenedApp,
  { key, trigger }: RunPlan,
  { connection, input }: Zap,
): Promise<OutputField[]> => {
  if (trigger.operation['outputFields'] === undefined) return [];
  const outcome = await zapier.call(`triggers.${key}.operation.outputFields`, { inputData: input }, connection);
  if (!outcome.ok) throw new ZapierError(outcome.error);
  return toOutputFields(outcome.results);
};

const report = (checks: readonly CheckResult[], reporter: Reporter): void => {
  const passed = checks.filter(({ status }) => status === 'passed').map(({ code }) => code);
  if (passed.length > 0) reporter.done(`Passed ${passed.join(', ')}`);
  for (const { code, status, messages } of checks) {
    if (status === 'skipped') reporter.note(`Skipped ${code}: ${messages.join(' ')}`);
    if (status === 'failed') for (const message of messages) reporter.failed(`${code}: ${message}`);
  }
};

/** Applies Zapier's checks to the results of a run, and those of the configuration. */
export const checkRun = async (
  opened: OpenedApp,
  plan: RunPlan,
  zap: Zap,
  { list, deliveries, errors = [] }: RunResult,
  reporter: Reporter,
): Promise<CheckResult[]> => {
  const checks = checkResults({
    isPolling: kindOf(plan.trigger) === 'polling',
    sample: plan.trigger.operation['sample'],
    outputFields: await outputFieldsOf(opened, plan, zap),
    listed: errors.some(({ step }) => step === 'list') ? undefined : list,
    delivered: deliveries.flatMap(({ output }) => output),
  });
  const context = { local: opened, zap, emulator: opened.emulatorOf(zap), listed: list };
  const all = [...checks, ...(await runChecks(opened.config.checks ?? [], context))];
  report(all, reporter);
  return all;
};
