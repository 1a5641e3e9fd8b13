import type { Provider } from '../../providers/provider.ts';
import { isRejection, REJECTIONS, type Reason } from '../../verification/rejection.ts';
import { verify } from '../../verification/verify.ts';
import type { Capture } from './capture/capture.ts';
import type { Secret } from './secret.ts';
import { secondsOf } from './time.ts';

/** What the proof of a provider makes of a recorded request. */
export interface Verdict {
  readonly verified: boolean;
  readonly provider: string;
  readonly proof: string;
  readonly reason: Reason | null;
  readonly what: string | null;
  readonly remedy: string | null;
  /** The moment that the proof took for the present. */
  readonly checkedAt: string;
  /** Whether that moment was given in place of the real one. */
  readonly checkedAtGivenTime: boolean;
  readonly sentAt: string | null;
  readonly format: string;
  readonly secretFrom: string;
  readonly notes: readonly string[];
}

/**
 * Runs the app's own proof.
 *
 * @param at the moment to check as of: the present, if none is given
 */
export const judge = (provider: Provider, capture: Capture, secret: Secret, at: Date | undefined): Verdict => {
  const now = at ?? new Date();
  const outcome = verify(provider.verifier, capture, secret.text, secondsOf(now));
  const reason = isRejection(outcome) ? outcome.reason : null;
  const sentAt = isRejection(outcome) ? undefined : outcome.evidence.sentAt;
  return {
    verified: reason === null,
    provider: provider.key,
    proof: provider.verifier.name,
    reason,
    what: reason && REJECTIONS[reason].message,
    remedy: reason && REJECTIONS[reason].remedy,
    checkedAt: now.toISOString(),
    checkedAtGivenTime: at !== undefined,
    sentAt: sentAt === undefined ? null : new Date(sentAt * 1000).toISOString(),
    format: capture.format,
    secretFrom: secret.source,
    notes: capture.notes,
  };
};

/** The rows of a verdict that both `verify` and `explain` show. */
export const verdictRows = (verdict: Verdict): (readonly [string, string | undefined])[] => [
  ['Proof', verdict.proof],
  ['Read as', verdict.format],
  ['Secret', `from ${verdict.secretFrom}`],
  ['Sent', verdict.sentAt ?? undefined],
  [
    'Checked',
    verdict.checkedAtGivenTime ? `as of ${verdict.checkedAt}, the time given with --now, not the present` : undefined,
  ],
  ['Note', verdict.notes.join('\n') || undefined],
  ['Reason', verdict.reason === null ? undefined : `${verdict.what} (${verdict.reason})`],
];
