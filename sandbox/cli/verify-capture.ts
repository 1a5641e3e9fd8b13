import { fieldNames } from '../../platform/connection.ts';
import { senderKey } from '../../platform/context.ts';
import type { Provider } from '../../providers/provider.ts';
import { isRejection, REJECTIONS, type Reason } from '../../verification/rejection.ts';
import { describeScheme } from '../../verification/scheme.ts';
import { parseBody, verify } from '../../verification/verify.ts';
import type { Capture } from './capture/capture.ts';
import type { OutputRow } from './output.ts';
import { type Secret, secretsOf } from './secret.ts';
import { secondsOf } from './time.ts';

/** The result of verifying a recorded request. */
export interface Verification {
  readonly verified: boolean;
  readonly provider: string;
  readonly scheme: string;
  readonly reason: Reason | null;
  readonly message: string | null;
  readonly remedy: string | null;
  /** The time used as the current time. */
  readonly checkedAt: string;
  /** Whether that time was set with `--now`. */
  readonly timeOverridden: boolean;
  readonly sentAt: string | null;
  readonly format: string;
  readonly secretSource: string;
  readonly notes: readonly string[];
}

const REPLACED = 'The body contains replacement characters (\uFFFD). They usually replace bytes that are not UTF-8.';

/**
 * Verifies a recorded request and parses its body as a trigger does.
 *
 * @param at the time to use as the current time
 */
export const verifyCapture = (
  provider: Provider,
  capture: Capture,
  secret: Secret,
  at: Date | undefined,
): Verification => {
  const now = at ?? new Date();
  const names = fieldNames(provider, provider.secret.field);
  const delivered = verify(provider.verifier, capture, secretsOf(provider, secret), secondsOf(now), names);
  const outcome = isRejection(delivered)
    ? delivered
    : (provider.toEnvelope?.(delivered) ?? parseBody(delivered.delivery));
  const reason = isRejection(outcome) ? outcome.reason : null;
  const sentAt = isRejection(delivered) ? undefined : delivered.evidence.sentAt;
  return {
    verified: reason === null,
    provider: senderKey(provider),
    scheme: describeScheme(provider.verifier.scheme),
    reason,
    message: reason && REJECTIONS[reason].message,
    remedy: reason && REJECTIONS[reason].remedy,
    checkedAt: now.toISOString(),
    timeOverridden: at !== undefined,
    sentAt: sentAt === undefined ? null : new Date(sentAt * 1000).toISOString(),
    format: capture.format,
    secretSource: secret.source,
    notes: capture.content.includes('\uFFFD') ? [...capture.notes, REPLACED] : capture.notes,
  };
};

/** The rows that both `verify` and `explain` print. */
export const verificationRows = (verification: Verification): readonly OutputRow[] => [
  ['Scheme', verification.scheme],
  ['Format', verification.format],
  ['Secret', `from ${verification.secretSource}`],
  ['Sent at', verification.sentAt ?? undefined],
  ['Checked at', verification.timeOverridden ? `${verification.checkedAt} (set with --now)` : undefined],
  ['Note', verification.notes.join('\n') || undefined],
  ['Reason', verification.reason === null ? undefined : `${verification.message} (${verification.reason})`],
];
