import { claimCalls, type DuplicateCheck, duplicateCheckOf } from './duplicate-check.ts';
import type { Ending } from './ending.ts';
import type { Stage, Verdict } from './protocol.ts';
import { totalTime } from './timings.ts';
import type { Trace } from './tracer.ts';

/** The data for the pipeline of a delivery. */
export interface PipelineInput {
  readonly sender: string;
  /** The event type, or how else the request came about. */
  readonly sent: string;
  /** Whether the signature covers the body; otherwise the sender is verified by a token. */
  readonly isSigned: boolean;
  /** The status that the webhook URL responded with. */
  readonly status: number;
  readonly ending: Ending;
  readonly traces: readonly Trace[];
  /** Milliseconds from sending to receiving. */
  readonly latency?: number | undefined;
}

const REJECTED: Readonly<Record<number, string>> = {
  0: 'no response',
  410: '410 Gone',
  413: '413 Content Too Large',
  429: '429 Too Many Requests',
};

const CHECKED: Readonly<Record<DuplicateCheck, string>> = {
  skipped: 'Skipped',
  unavailable: 'cache unavailable, passed',
  new: 'new',
  duplicate: 'duplicate',
  repetition: 'repeated by Zapier, passed',
};

const stage = (key: Stage['key'], label: string, note: string, milliseconds?: number): Stage => ({
  key,
  label,
  state: note === 'Skipped' ? 'skipped' : 'done',
  note,
  ...(milliseconds !== undefined && { milliseconds }),
});

/** The stages of a delivery that reaches the Zap. */
const stagesOf = ({ sender, sent, isSigned, traces, latency }: PipelineInput): readonly Stage[] => {
  const api = traces.flatMap((trace) => trace.api);
  const claims = claimCalls(traces);
  return [
    stage('provider', sender, sent),
    stage('webhook', 'Webhook URL', '200 OK', latency),
    stage('signature', isSigned ? 'Signature' : 'Token', 'valid'),
    stage('event', 'Event', 'matches'),
    api.length === 0
      ? stage('enrichment', 'Enrichment', 'Skipped')
      : stage('enrichment', 'Enrichment', `API returned ${api.map(({ status }) => status).join(', ')}`, totalTime(api)),
    stage(
      'duplicates',
      'Duplicate check',
      CHECKED[duplicateCheckOf(traces)],
      claims.length > 0 ? totalTime(claims) : undefined,
    ),
    stage('zap', 'Zap run', 'started', totalTime(traces)),
  ];
};

const stopState = (verdict: Verdict): Stage['state'] => {
  if (verdict === 'deferred') return 'waiting';
  return verdict === 'duplicate' || verdict === 'filtered' ? 'ended' : 'stopped';
};

const stopNote = ({ ending, status }: PipelineInput): string => {
  if (ending.verdict === 'rejected') return REJECTED[status] ?? String(status);
  if (ending.verdict === 'deferred') return 'Zapier retries';
  return ending.reason ?? ending.verdict;
};

const pending = ({ key, label }: Stage): Stage => ({ key, label, state: 'pending', note: '' });

/** The stages of a delivery, from the provider to the Zap, and where it stopped. */
export const pipelineOf = (input: PipelineInput): readonly Stage[] => {
  const { ending } = input;
  const stages = stagesOf(input);
  if (ending.verdict === 'running') return stages.map((one, index) => (index < 2 ? one : pending(one)));
  const stop = stages.findIndex(({ key }) => key === ending.at);
  if (stop < 0) return stages;
  return stages.map((one, index): Stage => {
    if (index < stop) return one;
    if (index > stop) return pending(one);
    return { key: one.key, label: one.label, state: stopState(ending.verdict), note: stopNote(input) };
  });
};
