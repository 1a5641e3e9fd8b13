import { REJECTIONS, type Reason } from '../../verification/rejection.ts';
import { type Run, readable } from '../zapier/zaps.ts';
import type { Stage, Verdict } from './protocol.ts';
import type { Trace } from './tracer.ts';

/** How a run ended, in the words of the page. */
export interface Ending {
  readonly verdict: Verdict;
  readonly reason?: Reason;
  readonly message?: string;
  readonly remedy?: string;
  /** Where it stopped, or waits; nothing when it reached the Zap or is under way. */
  readonly at?: Stage['key'];
}

const isReason = (code: string): code is Reason => Object.hasOwn(REJECTIONS, code);

/** The reason code that stands at the end of a refusal: `… (signature_mismatch)`. */
export const reasonIn = (message: string): Reason | undefined => {
  const [, code = ''] = /\((\w+)\)\s*$/.exec(message) ?? [];
  return isReason(code) ? code : undefined;
};

const stageOf = (reason: Reason): Stage['key'] => {
  if (reason.startsWith('body_')) return 'event';
  return reason.startsWith('record_') ? 'enrichment' : 'proof';
};

const endingOfError = (name: string, text: string, isOver: boolean): Ending => {
  const message = readable(text);
  if (!isOver) return { verdict: 'waiting', message, at: 'enrichment' };
  const reason = reasonIn(message);
  if (!reason) return { verdict: name === 'HaltedError' ? 'refused' : 'error', message, at: 'enrichment' };
  const { message: what } = REJECTIONS[reason];
  const rest = message.slice(message.indexOf(what) + what.length).replace(/\s*\(\w+\)\s*$/, '');
  const verdict = name === 'HaltedError' ? 'refused' : 'error';
  return { verdict, reason, message: what, remedy: rest.trim(), at: stageOf(reason) };
};

const claims = (traces: readonly Trace[]) =>
  traces.flatMap(({ cache }) => cache).filter(({ method }) => method === 'zcache_set');

/** Reads out of a run how it ended and where. */
export const endingOf = (run: Run, traces: readonly Trace[]): Ending => {
  if (run.error) return endingOfError(run.error.name, run.error.message, run.isOver);
  if (!run.isOver) return { verdict: 'running' };
  if (run.output.length > 0) return { verdict: 'delivered' };
  if (claims(traces).length > 0) {
    return {
      verdict: 'repeat',
      at: 'claim',
      message: 'This delivery came before, so the Zap does not run again.',
      remedy: 'Change something in the body to make it a new one.',
    };
  }
  return {
    verdict: 'ignored',
    at: 'event',
    message: 'Genuine, but not for this Zap: another event, or one that its set-up filters out.',
  };
};

const HTTP: Readonly<Record<number, string>> = {
  0: 'no answer',
  410: '410, the hook is gone',
  413: '413, too large',
  429: '429, too many requests',
};

/** What is known of a delivery when its way is drawn. */
export interface Passage {
  readonly sender: string;
  readonly sent: string;
  /** What the hook answered, where that was not 200. */
  readonly status: number;
  readonly ending: Ending;
  readonly traces: readonly Trace[];
  readonly arrivedIn?: number | undefined;
}

const sum = (list: readonly { readonly milliseconds: number }[]): number =>
  list.reduce((total, { milliseconds }) => total + milliseconds, 0);

const doneNotes = ({ sender, sent, traces, arrivedIn }: Passage): readonly Stage[] => {
  const cache = traces.flatMap((trace) => trace.cache);
  const api = traces.flatMap((trace) => trace.api);
  const failing = cache.filter(({ status }) => status !== 200).length;
  const done = (key: Stage['key'], label: string, note: string, milliseconds?: number): Stage => ({
    key,
    label,
    state: 'done',
    note,
    ...(milliseconds !== undefined && { milliseconds }),
  });
  const skipped = (key: Stage['key'], label: string, note: string): Stage => ({ key, label, state: 'skipped', note });
  return [
    done('provider', sender, sent),
    done('hook', 'Hook URL', 'answered 200', arrivedIn),
    done('proof', 'Proof', 'genuine'),
    done('event', 'Event', 'wanted'),
    cache.length === 0
      ? skipped('claim', 'Claim', 'not needed')
      : done('claim', 'Claim', failing > 0 ? 'cache failed: passed on' : 'first of its kind', sum(cache)),
    api.length === 0
      ? skipped('enrichment', 'Enrichment', 'not needed')
      : done('enrichment', 'Enrichment', `API answered ${api.map(({ status }) => status).join(', ')}`, sum(api)),
    done('zap', 'Zap', 'ran once', sum(traces)),
  ];
};

const stopState = (verdict: Verdict): Stage['state'] => {
  if (verdict === 'waiting') return 'waiting';
  return verdict === 'repeat' || verdict === 'ignored' ? 'ended' : 'stopped';
};

const stopNote = ({ ending, status }: Passage): string => {
  if (ending.verdict === 'gone') return HTTP[status] ?? `answered ${status}`;
  if (ending.verdict === 'waiting') return 'tried again soon';
  return ending.reason ?? ending.verdict;
};

/** The way of a delivery, from the provider to the Zap, and where it stopped. */
export const pipelineOf = (passage: Passage): readonly Stage[] => {
  const { ending } = passage;
  const stages = doneNotes(passage);
  if (ending.verdict === 'running') {
    return stages.map((stage, index) =>
      index < 2 ? stage : { key: stage.key, label: stage.label, state: 'pending', note: '' },
    );
  }
  const stop = stages.findIndex(({ key }) => key === ending.at);
  if (stop < 0) return stages;
  return stages.map(({ key, label, ...stage }, index): Stage => {
    if (index < stop) return { key, label, ...stage };
    if (index > stop) return { key, label, state: 'pending', note: '' };
    return { key, label, state: stopState(ending.verdict), note: stopNote(passage) };
  });
};
