import type { Provider } from '../../../providers/provider.ts';
import { splitSecrets } from '../../../verification/secret.ts';
import type { Capture } from '../capture/capture.ts';
import { type Secret, secretsOf } from '../secret.ts';
import { secondsOf } from '../time.ts';
import { type Verification, verifyCapture } from '../verify-capture.ts';
import { candidateOf } from './candidate.ts';
import { diagnose } from './diagnose.ts';
import type { Finding } from './mistake.ts';

/** A verification with the causes of its failure. */
export interface Explanation extends Verification {
  /** Whether the cause is known. */
  readonly explained: boolean;
  /** The causes; empty if the reason of the verification says everything. */
  readonly findings: readonly Finding[];
}

/** Verifies a recorded request and finds the causes of a failure. */
export const explain = (provider: Provider, capture: Capture, secret: Secret, at: Date | undefined): Explanation => {
  const verification = verifyCapture(provider, capture, secret, at);
  if (verification.reason === null) return { ...verification, explained: true, findings: [] };
  const candidate = candidateOf(
    provider.verifier.scheme,
    capture,
    secret.text,
    splitSecrets(secretsOf(provider, secret)),
  );
  const findings = diagnose(candidate, provider, verification.reason, secondsOf(new Date(verification.checkedAt)));
  return { ...verification, explained: findings !== undefined, findings: findings ?? [] };
};
