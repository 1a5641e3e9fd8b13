import { type Run, readable } from 'zapier-local';
import { REJECTIONS, type Reason } from '../../verification/rejection.ts';
import { claimCalls } from './duplicate-check.ts';
import type { Stage, Verdict } from './protocol.ts';
import type { Trace } from './tracer.ts';

/** How a delivery ended. */
export interface Ending {
  readonly verdict: Verdict;
  readonly reason?: Reason;
  readonly message?: string;
  readonly remedy?: string;
  /** The stage where it stopped or waits; undefined if it reached the Zap or is still running. */
  readonly at?: Stage['key'];
}

const isReason = (code: string): code is Reason => Object.hasOwn(REJECTIONS, code);

/** The end of a rejection's message: `… (signature_mismatch) (Version 1.0.0)`. */
const END = /\s*\((\w+)\) \(Version [^)]+\)\s*$/;

const reasonIn = (message: string): Reason | undefined => {
  const [, code = ''] = END.exec(message) ?? [];
  return isReason(code) ? code : undefined;
};

const stageOf = (reason: Reason): Stage['key'] => {
  if (reason.startsWith('body_')) return 'event';
  return reason.startsWith('record_') ? 'enrichment' : 'signature';
};

const endingOfError = (name: string, text: string, traces: readonly Trace[]): Ending => {
  const message = readable(text);
  const verdict = name === 'HaltedError' ? 'refused' : 'error';
  const reason = reasonIn(message);
  if (!reason) return { verdict, message, at: traces.some(({ api }) => api.length > 0) ? 'enrichment' : 'event' };
  const { message: summary } = REJECTIONS[reason];
  const remedy = message.slice(message.indexOf(summary) + summary.length).replace(END, '');
  return { verdict, reason, message: summary, remedy: remedy.trim(), at: stageOf(reason) };
};

/** How a run ended, and at which stage. */
export const endingOf = ({ error, isOver, output }: Run, traces: readonly Trace[]): Ending => {
  if (error && !isOver) return { verdict: 'deferred', message: readable(error.message), at: 'enrichment' };
  if (error) return endingOfError(error.name, error.message, traces);
  if (!isOver) return { verdict: 'running' };
  if (output.length > 0) return { verdict: 'delivered' };
  // The duplicate check is the last step that can return nothing.
  if (claimCalls(traces).length > 0) {
    return {
      verdict: 'duplicate',
      at: 'duplicates',
      message: 'This delivery is a duplicate, so the Zap does not run again.',
      remedy: 'To send a new one, change the body.',
    };
  }
  return {
    verdict: 'filtered',
    at: 'event',
    message: 'The delivery is valid, but not for this Zap.',
    remedy: 'It has another event type, or a filter in the Zap’s setup excludes it.',
  };
};
