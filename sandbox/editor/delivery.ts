import { randomUUID } from 'node:crypto';
import type { HookRequest, Run, Zap } from 'zapier-local';
import type { Event } from '../../triggers/define-event.ts';
import type { SignedRequest } from '../providers/emulator.ts';

/** Why a request was sent, if the page sent it. */
export interface Cause {
  readonly title: string;
  /** The event type, or how else the request came about. */
  readonly sent: string;
  /** When it was sent, if the cause is a single request. */
  readonly sentAt?: number | undefined;
  readonly why?: string | undefined;
  readonly expected?: string | undefined;
  readonly isAsExpected?: boolean | undefined;
}

/** A request to a webhook URL: passed to the app, or rejected by Zapier. */
export interface Delivery {
  readonly id: string;
  readonly zap: Zap;
  readonly event: Event;
  readonly at: Date;
  readonly receivedAt: number;
  cause?: Cause | undefined;
  readonly request: HookRequest;
  /** Undefined if Zapier rejected the request. */
  readonly run?: Run;
  readonly status: number;
}

const UNPREFIXED = /^Http-/;
// Headers of the connection between two machines, and the one that Zapier adds.
const NOT_REPLAYED = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'x-request-id',
]);

/** The request as its sender wrote it, byte for byte. */
export const toReplay = ({ zap, request }: Pick<Delivery, 'zap' | 'request'>): SignedRequest => ({
  url: request.querystring === '' ? zap.url : `${zap.url}?${request.querystring}`,
  method: request.method,
  headers: Object.fromEntries(
    Object.entries(request.headers)
      .map(([name, value]) => [name.replace(UNPREFIXED, '').toLowerCase(), value] as const)
      .filter(([name]) => !NOT_REPLAYED.has(name)),
  ),
  body: request.content,
});

/** A delivery that has just been received or rejected. */
export const createDelivery = (rest: Omit<Delivery, 'id' | 'at' | 'receivedAt'>): Delivery => ({
  ...rest,
  id: randomUUID(),
  at: new Date(),
  receivedAt: performance.now(),
});
