import { randomUUID } from 'node:crypto';
import type { Event } from '../../triggers/define-event.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { maskSecrets } from '../providers/mask.ts';
import type { HookRequest } from '../zapier/ingress.ts';
import type { Run, Zap } from '../zapier/zaps.ts';
import { type Ending, endingOf, pipelineOf } from './pipeline.ts';
import type { DeliveryView } from './protocol.ts';
import { type Expected, recordView, shorten } from './rows.ts';
import { timingsOf } from './timings.ts';
import type { Trace } from './tracer.ts';

/** Who sent something, and why. */
export interface Cause {
  readonly title: string;
  readonly sent: string;
  /** When it was sent, where that was one request. */
  readonly sentAt?: number | undefined;
  readonly why?: string | undefined;
  readonly expected?: string | undefined;
  readonly isAsExpected?: boolean | undefined;
}

/** A request to a hook: one that the app was called for, or one that the hook did not take. */
export interface Delivery {
  readonly id: string;
  readonly zap: Zap;
  readonly event: Event;
  readonly at: Date;
  readonly receivedAt: number;
  cause?: Cause | undefined;
  readonly request: HookRequest;
  readonly run?: Run;
  readonly status: number;
}

const UNPREFIXED = /^Http-/;
// What belongs to one connection between two machines, and what Zapier adds by itself.
const OWN = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'x-request-id']);

/** The request once more, byte for byte, as its sender wrote it. */
export const again = ({ zap, request }: Pick<Delivery, 'zap' | 'request'>): SignedRequest => ({
  url: request.querystring === '' ? zap.url : `${zap.url}?${request.querystring}`,
  method: request.method,
  headers: Object.fromEntries(
    Object.entries(request.headers)
      .map(([name, value]) => [name.replace(UNPREFIXED, '').toLowerCase(), value] as const)
      .filter(([name]) => !OWN.has(name)),
  ),
  body: request.content,
});

/** A request that the hook did not take, as it would have been handed on. */
export const asHookRequest = ({ url, method, headers, body }: SignedRequest): HookRequest => ({
  method,
  querystring: new URL(url).search.slice(1),
  headers,
  content: body,
});

/** A delivery that has just come, or was turned away at the door. */
export const makeDelivery = (rest: Omit<Delivery, 'id' | 'at' | 'receivedAt'>): Delivery => ({
  ...rest,
  id: randomUUID(),
  at: new Date(),
  receivedAt: performance.now(),
});

/** A delivery as the page shows it. */
export const viewOf = (
  delivery: Delivery,
  traces: readonly Trace[],
  compare: Expected,
  secrets: readonly string[],
): DeliveryView => {
  const { id, zap, event, at, receivedAt, cause, request, run, status } = delivery;
  const mask = (text: string) => maskSecrets(text, secrets);
  const ending: Ending = run
    ? endingOf(run, traces)
    : { verdict: 'gone', at: 'hook', message: 'Zapier’s hook did not take it, so the app never saw it.' };
  const passage = {
    sender: event.provider.label,
    sent: cause?.sent ?? 'from outside',
    status,
    ending,
    traces,
    arrivedIn: cause?.sentAt && receivedAt - cause.sentAt,
  };
  const output = run?.output.at(-1);
  const expected = cause?.expected;
  return {
    id,
    zap: zap.id,
    trigger: event.key,
    at: at.toISOString(),
    title: cause?.title ?? 'Arrived by itself',
    ...(cause?.why !== undefined && { why: cause.why }),
    ...(expected !== undefined && { expected }),
    ...(cause?.isAsExpected !== undefined && { isAsExpected: cause.isAsExpected }),
    verdict: ending.verdict,
    ...(ending.reason && { reason: ending.reason }),
    ...(ending.message && { message: ending.message }),
    ...(ending.remedy && { remedy: ending.remedy }),
    stages: pipelineOf(passage),
    timings: timingsOf({ sentAt: cause?.sentAt, receivedAt }, traces),
    request: {
      line: mask(
        `${request.method} ${new URL(zap.url).pathname}${request.querystring === '' ? '' : `?${request.querystring}`}`,
      ),
      headers: Object.entries(request.headers).map(([name, value]) => [name, mask(value)] as const),
      body: mask(shorten(request.content)),
    },
    ...(output && { output: recordView(event.noun, 0, output, compare) }),
    calls: traces.flatMap(({ api }) => api),
  };
};
