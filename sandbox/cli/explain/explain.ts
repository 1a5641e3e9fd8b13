import type { Provider } from '../../../providers/provider.ts';
import { schemeOf } from '../../providers/schemes.ts';
import type { Capture } from '../capture/capture.ts';
import type { Secret } from '../secret.ts';
import { secondsOf } from '../time.ts';
import { judge, type Verdict } from '../verdict.ts';
import { caseOf } from './case.ts';
import { diagnose, type Finding } from './diagnose.ts';

/** A verdict with the reason behind its reason. */
export interface Explanation extends Verdict {
  /** Whether it is known what is wrong. */
  readonly explained: boolean;
  /** The mistakes that were made; none where the verdict's own reason says it all. */
  readonly findings: readonly Finding[];
}

/** Runs the app's own proof and looks for the mistake behind a refusal. */
export const explain = (provider: Provider, capture: Capture, secret: Secret, at: Date | undefined): Explanation => {
  const verdict = judge(provider, capture, secret, at);
  if (verdict.verified) return { ...verdict, explained: true, findings: [] };
  const made = caseOf(schemeOf(provider.key), capture, secret.text);
  const findings = diagnose(made, secondsOf(new Date(verdict.checkedAt)));
  return { ...verdict, explained: findings !== undefined, findings: findings ?? [] };
};
