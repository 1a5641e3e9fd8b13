import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import type { ApiResponse } from '../../platform/api-response.ts';
import type { Context, Enrichment, Provider, SubscribeRequest } from '../../providers/provider.ts';
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

/** What a made-up provider answers, which each test decides. */
export interface Answers {
  enrich: (call: Context, type: string, body: Body) => Enrichment | undefined;
  unsubscribe: ApiResponse;
  list: readonly Body[] | undefined;
  /** What every function of theirs throws, where one is to. */
  breaks: Error | undefined;
  /** What it was asked to subscribe to. */
  readonly subscribed: SubscribeRequest[];
  readonly unsubscribed: string[];
}

const SECRET = 'a-secret-of-nobody';
const TIMED = standardSecret(Buffer.from('a key of thirty-two bytes in all'));
const own = {
  id: text('ID'),
  type: text('Type'),
  place: text('Place'),
  lines: list('Line', { count: integer('Count') }),
};

/** Two providers of nobody’s, which bring every turn that the real ones can take: one with an endpoint for webhooks, one without. */
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
  const shared: Omit<Provider, 'key' | 'label' | 'connection' | 'secret'> = {
    verifier: hmac({ header: 'X-Made-Up', encoding: 'hex' }),
    deduplicationWindow: 86_400,
    eventType: (body) => (typeof body['type'] === 'string' ? body['type'] : undefined),
    filters: [
      {
        field: {
          key: 'place',
          label: 'Place',
          type: 'string',
          helpText: 'Which place it is about.',
          choices: { here: 'Here', there: 'There' },
        },
        matches: (body, input) => input === undefined || body['place'] === input,
      },
    ],
  };
  const field = (key: string, label: string) => ({
    key,
    label,
    type: 'password' as const,
    helpText: 'Where it stands.',
  });
  const endpoint: Provider = {
    ...shared,
    key: 'endpoint',
    label: 'Endpoint',
    connection: {
      fields: [field('endpoint_name', 'Endpoint Name'), field('endpoint_spare', 'Endpoint Spare Secret')],
      groups: [['endpoint_name']],
      credentials: ['endpoint_name'],
    },
    secret: { from: 'subscription', field: 'endpoint_spare' },
    subscriptions: {
      inputs: [{ key: 'note', label: 'Note', type: 'string', helpText: 'A word for the webhook.' }],
      subscribe: async (_call, request) => {
        check();
        answers.subscribed.push(request);
        return { id: `subscription-${answers.subscribed.length}`, secret: SECRET };
      },
      unsubscribe: async (_call, id) => {
        check();
        answers.unsubscribed.push(id);
        return answers.unsubscribe;
      },
    },
    enrich: async (call, type, body) => {
      check();
      return answers.enrich(call, type, body) ?? { kind: 'add', fields: {} };
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
      fields: [field('pasted_secret', 'Pasted Secret'), field('pasted_other', 'Pasted Other')],
      groups: [['pasted_secret']],
      credentials: [],
    },
    secret: { from: 'connection', field: 'pasted_secret' },
    deliveryId: (body) => (typeof body['id'] === 'string' ? body['id'] : undefined),
    directions: 'Paste the URL where it belongs.',
  };
  const { filters: _filters, ...unfiltered } = shared;
  /** Signs a time too, and has no filters. */
  const timed: Provider = {
    ...unfiltered,
    key: 'timed',
    label: 'Timed',
    verifier: standardWebhooks(),
    connection: { fields: [field('timed_secret', 'Timed Secret')], groups: [['timed_secret']], credentials: [] },
    secret: { from: 'connection', field: 'timed_secret' },
    directions: 'Paste the URL where it belongs.',
    enrich: async (call, type, body) => answers.enrich(call, type, body) ?? { kind: 'add', fields: {} },
  };
  return { answers, endpoint, pasted, timed };
};

/** An event of a made-up provider. */
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

/** A Zapier with the made-up providers in the real handler. */
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

  /** A body of an event, with what makes it differ. */
  const bodyOf = (changes: Readonly<Record<string, unknown>> = {}): string =>
    JSON.stringify({ id: 'thing-1', type: 'thing.made', place: 'here', lines: [{ count: 1 }], ...changes });
  /** A signed request as it stands at Zapier's door, under a request id of its own. */
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
    /** What the app kept for a Zap besides. */
    kept: (zap: Zap) => (isRecord(zap.subscription) ? zap.subscription : {}),
  };
};

/** What {@link startFakeApp} starts. */
export type FakeApp = Awaited<ReturnType<typeof startFakeApp>>;
