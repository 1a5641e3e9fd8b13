import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import type { ApiResponse } from '../../platform/api-response.ts';
import type { Context } from '../../platform/context.ts';
import type { Enrichment, Provider, SubscribeRequest, Subscription } from '../../providers/provider.ts';
import { type VirtualClock, virtualClock } from '../../sandbox/clock.ts';
import type { HookRequest } from '../../sandbox/zapier/ingress.ts';
import { inProcess } from '../../sandbox/zapier/lambda.ts';
import { Zapier } from '../../sandbox/zapier/zapier.ts';
import type { Connection, Run, Zap } from '../../sandbox/zapier/zaps.ts';
import { integer, list, payload, text } from '../../schema/fields.ts';
import { isRecord } from '../../schema/json.ts';
import { ANY_EVENT, defineEvent, type Event } from '../../triggers/define-event.ts';
import { hmac } from '../../verification/hmac.ts';
import { standardWebhooks } from '../../verification/standard-webhooks.ts';
import type { Body } from '../../verification/verify.ts';
import { hmacOf, standardHeaders, standardSecret } from './sign.ts';

/** What the fake providers answer. Each test sets it. */
export interface Answers {
  enrich: (context: Context, type: string, body: Body) => Enrichment | undefined;
  unsubscribe: ApiResponse;
  list: readonly Body[] | undefined;
  /** Thrown by every function of the fake providers, if set. */
  breaks: Error | undefined;
  readonly subscribed: SubscribeRequest[];
  readonly unsubscribed: Subscription[];
}

const SECRET = 'a-secret-of-a-fake-provider';
const TIMED = standardSecret(Buffer.from('a key of thirty-two bytes in all'));
const own = {
  id: text('ID'),
  type: text('Type'),
  place: text('Place'),
  lines: list('Line', { count: integer('Count') }),
};

/** Fake providers that together have every feature of the real ones: one with an API for webhooks, two without. */
export const createFakeProviders = () => {
  const answers: Answers = {
    enrich: () => undefined,
    unsubscribe: { kind: 'ok', status: 204, data: undefined },
    list: undefined,
    breaks: undefined,
    subscribed: [],
    unsubscribed: [],
  };
  const check = (): void => {
    if (answers.breaks) throw answers.breaks;
  };
  const shared = {
    verifier: hmac({ header: 'X-Made-Up', encoding: 'hex' }),
    deduplicationWindow: 86_400,
    eventType: (body: Body) => (typeof body['type'] === 'string' ? body['type'] : undefined),
    filters: [
      {
        field: {
          key: 'place',
          label: 'Place',
          type: 'string' as const,
          helpText: 'The place of the event.',
          choices: { here: 'Here', there: 'There' },
        },
        matches: (body: Body, input: unknown) => input === undefined || body['place'] === input,
      },
    ],
  };
  const field = (label: string) => ({ label, type: 'password' as const, helpText: 'Where to find it.' });
  const directions = () => ({ steps: ['Copy the URL.', 'Paste it.'], note: 'Each Zap has its own URL.' });
  const endpoint: Provider = {
    ...shared,
    key: 'endpoint',
    label: 'Endpoint',
    connection: {
      fields: { endpoint_name: field('Name'), endpoint_spare: field('Spare Secret') },
      groups: [['endpoint_name']],
      credentials: ['endpoint_name'],
    },
    secret: { from: 'subscription', field: 'endpoint_spare' },
    subscriptions: {
      inputs: [{ key: 'note', label: 'Note', type: 'string', helpText: 'A note for the webhook.' }],
      subscribe: async (_context, request) => {
        check();
        answers.subscribed.push(request);
        return { id: `subscription-${answers.subscribed.length}`, secret: SECRET };
      },
      unsubscribe: async (_context, subscription) => {
        check();
        answers.unsubscribed.push(subscription);
        return answers.unsubscribe;
      },
    },
    enrich: async (context, type, body) => {
      check();
      return answers.enrich(context, type, body) ?? { fields: {} };
    },
    list: async () => {
      check();
      return answers.list;
    },
  };
  const pasted: Provider = {
    ...shared,
    key: 'pasted',
    label: 'Pasted',
    connection: {
      fields: { pasted_secret: field('Secret'), pasted_other: field('Other') },
      groups: [['pasted_secret']],
      credentials: [],
    },
    secret: { from: 'connection', field: 'pasted_secret' },
    deliveryId: (body) => (typeof body['id'] === 'string' ? body['id'] : undefined),
    directions,
  };
  const { filters: _filters, ...unfiltered } = shared;
  /** Signs a timestamp, and has no filters. */
  const timed: Provider = {
    ...unfiltered,
    key: 'timed',
    label: 'Timed',
    verifier: standardWebhooks(),
    connection: { fields: { timed_secret: field('Secret') }, groups: [['timed_secret']], credentials: [] },
    secret: { from: 'connection', field: 'timed_secret' },
    directions,
    enrich: async (context, type, body) => answers.enrich(context, type, body) ?? { fields: {} },
  };
  return { answers, endpoint, pasted, timed };
};

/** An event of a fake provider. */
export const fakeEvent = (provider: Provider, type: string, key: string): Event =>
  defineEvent(provider, {
    type,
    key,
    noun: 'Thing',
    label: `${provider.label} ${type === ANY_EVENT ? 'Anything' : 'Thing'}`,
    description: 'Triggers when a thing is made.',
    payload: payload(own),
    added: { color: text('Color') },
    filters: [
      {
        field: { key: 'at_least', label: 'At Least', type: 'integer', helpText: 'How many lines.', list: false },
        matches: (body, input) => !Array.isArray(body['lines']) || body['lines'].length >= Number(input ?? 0),
      },
    ],
    sample: { id: 'thing-1', type: 'thing.made', place: 'here', lines: [{ count: 1 }], color: 'green' },
  });

/** A Zapier with the fake providers in the real handler. */
export const startFakeApp = async () => {
  const { answers, endpoint, pasted, timed } = createFakeProviders();
  const { filters: _filters, ...unfiltered } = fakeEvent(timed, 'thing.made', 'timed_thing');
  const events = {
    endpoint: fakeEvent(endpoint, 'thing.made', 'endpoint_thing'),
    pasted: fakeEvent(pasted, 'thing.made', 'pasted_thing'),
    other: fakeEvent(pasted, 'thing.lost', 'pasted_lost'),
    every: fakeEvent(pasted, ANY_EVENT, 'pasted_any'),
    timed: unfiltered,
  };
  const app = createApp([
    { provider: endpoint, events: [events.endpoint] },
    { provider: pasted, events: [events.pasted, events.other, events.every] },
    { provider: timed, events: [events.timed] },
    ...integrations.slice(0, 1),
  ]);
  // Core replaces fetch in its process with one that it logs.
  const { fetch } = globalThis;
  const clock: VirtualClock = virtualClock();
  const zapier = await Zapier.start({ lambda: inProcess(createAppHandler(app)), clock, environment: {} });
  zapier.isLimited = false;
  const connection: Connection = await zapier.connect({
    endpoint_name: 'me',
    pasted_secret: SECRET,
    timed_secret: TIMED,
  });
  globalThis.fetch = fetch;

  /** The body of an event. */
  const bodyOf = (changes: Readonly<Record<string, unknown>> = {}): string =>
    JSON.stringify({ id: 'thing-1', type: 'thing.made', place: 'here', lines: [{ count: 1 }], ...changes });
  /** A signed request as it arrives at Zapier. */
  const signed = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
    method: 'POST',
    querystring: '',
    headers: { 'Http-X-Made-Up': hmacOf(SECRET, body, 'hex'), ...headers },
    content: body,
  });
  /** The same for the provider that signs a time. */
  const timedAt = (body: string, timestamp: number, id = `msg_${timestamp}`) => ({
    method: 'POST',
    querystring: '',
    headers: standardHeaders(TIMED, { id, timestamp, body }),
    content: body,
  });
  return {
    timedAt,
    answers,
    events,
    endpoint,
    pasted,
    clock,
    zapier,
    connection,
    bodyOf,
    signed,
    async on(trigger: string, input: Readonly<Record<string, unknown>> = {}, of = connection): Promise<Zap> {
      const zap = zapier.createZap(trigger, of, input);
      await zapier.turnOn(zap);
      return zap;
    },
    async hand(zap: Zap, request: HookRequest): Promise<Run> {
      const run = zapier.receive(zap, request);
      await zapier.idle();
      return run;
    },
    subscriptionOf: (zap: Zap) => (isRecord(zap.subscription) ? zap.subscription : {}),
  };
};

/** What {@link startFakeApp} starts. */
export type FakeApp = Awaited<ReturnType<typeof startFakeApp>>;
