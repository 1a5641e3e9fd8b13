import type { ApiResponse } from '../../platform/api-response.ts';
import type { Context } from '../../platform/context.ts';
import type { Enrichment, Provider, SubscribeRequest, Subscription } from '../../providers/provider.ts';
import { integer, list, payload, text } from '../../schema/fields.ts';
import { ANY_EVENT, defineEvent, type Event } from '../../triggers/define-event.ts';
import { hmac } from '../../verification/hmac.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';
import type { Body } from '../../verification/verify.ts';
import { standardSecret } from './sign.ts';

/** The responses of the fake providers, set by each test. */
export interface Answers {
  enrich: (context: Context, type: string, body: Body) => Enrichment | undefined | Promise<Enrichment>;
  unsubscribe: ApiResponse;
  list: readonly Body[] | undefined;
  /** Thrown by every function of the fake providers, if set. */
  error: Error | undefined;
  readonly subscribed: SubscribeRequest[];
  readonly unsubscribed: Subscription[];
}

/** The secret of the fake providers that sign the body only. */
export const FAKE_SECRET = 'fake-signing-secret';
/** The secret of the fake provider that signs a timestamp. */
export const TIMED_SECRET = standardSecret(Buffer.from('a key of thirty-two bytes in all'));
const shape = {
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
    error: undefined,
    subscribed: [],
    unsubscribed: [],
  };
  const check = (): void => {
    if (answers.error) throw answers.error;
  };
  const shared = {
    verifier: hmac(hmacScheme({ header: 'X-Fake-Signature' })),
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
        return { id: `subscription-${answers.subscribed.length}`, secret: FAKE_SECRET };
      },
      unsubscribe: async (_context, subscription) => {
        check();
        answers.unsubscribed.push(subscription);
        return answers.unsubscribe;
      },
    },
    enrich: (context, type, body) => async () => {
      check();
      return (await answers.enrich(context, type, body)) ?? { fields: {} };
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
  /** Signs a timestamp and has no filters. */
  const timed: Provider = {
    ...unfiltered,
    key: 'timed',
    label: 'Timed',
    verifier: hmac(STANDARD_WEBHOOKS),
    connection: { fields: { timed_secret: field('Secret') }, groups: [['timed_secret']], credentials: [] },
    secret: { from: 'connection', field: 'timed_secret' },
    directions,
    enrich: (context, type, body) => async () => (await answers.enrich(context, type, body)) ?? { fields: {} },
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
    description: 'Triggers when a thing is created.',
    payload: payload(shape),
    added: { color: text('Color') },
    filters: [
      {
        field: { key: 'at_least', label: 'At Least', type: 'integer', helpText: 'How many lines.', list: false },
        matches: (body, input) => !Array.isArray(body['lines']) || body['lines'].length >= Number(input ?? 0),
      },
    ],
    sample: { id: 'thing-1', type: 'thing.created', place: 'here', lines: [{ count: 1 }], color: 'green' },
  });
