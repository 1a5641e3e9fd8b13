import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import type { Provider } from '../../providers/provider.ts';
import { virtualClock } from '../../sandbox/clock.ts';
import { inProcess } from '../../sandbox/zapier/lambda.ts';
import { Zapier } from '../../sandbox/zapier/zapier.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import { createFakeProviders, fakeEvent } from '../helpers/fake-providers.ts';
import { hmacOf } from '../helpers/sign.ts';

const SECRET = 'a-secret-of-nobody';
const { pasted } = createFakeProviders();
/** Its token vouches for the sender and not for the body, so an id in the body tells nothing. */
const token: Provider = {
  ...pasted,
  key: 'token',
  label: 'Token',
  verifier: sharedToken({ header: 'X-Token' }),
  connection: {
    fields: { token_secret: { label: 'Secret', type: 'password', helpText: 'Where to find it.' } },
    groups: [['token_secret']],
    credentials: [],
  },
  secret: { from: 'connection', field: 'token_secret' },
};

let zapier: Zapier;
beforeAll(async () => {
  for (const method of ['log', 'error'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
  const app = createApp([
    { provider: pasted, events: [fakeEvent(pasted, 'thing.made', 'pasted_thing')] },
    { provider: token, events: [fakeEvent(token, 'thing.made', 'token_thing')] },
  ]);
  const { fetch } = globalThis;
  const lambda = inProcess(createAppHandler(app));
  zapier = await Zapier.start({ lambda, clock: virtualClock(), environment: {} });
  globalThis.fetch = fetch;
}, 60_000);
afterAll(async () => {
  await zapier.close();
  jest.restoreAllMocks();
});

const connection = { id: 'which', label: '', authData: { pasted_secret: SECRET, token_secret: SECRET } };
const bodyOf = (id: string, more = 0): string =>
  JSON.stringify({ id, type: 'thing.made', place: 'here', lines: [], more });

/** How many deliveries come of a request. */
const count = async (key: string, body: string, request: string, ofZap: Readonly<Record<string, unknown>>) => {
  const headers = {
    'Http-X-Made-Up': hmacOf(SECRET, body, 'hex'),
    'Http-X-Token': SECRET,
    'Http-X-Request-Id': request,
  };
  const rawRequest = { method: 'POST', querystring: '', headers, content: body };
  const outcome = await zapier.call(`triggers.${key}.operation.perform`, { rawRequest, ...ofZap }, connection);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return Object(outcome.results).length;
};

describe('an empty id of a Zap tells no Zap from another', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['nothing at all', {}],
    ['null for the Zap', { meta: { zap: { id: null } } }],
    ['an empty text for the Zap', { meta: { zap: { id: '' } } }],
    ['null for what Zapier says', { meta: { zap: null } }],
    ['an empty subscription', { subscribeData: { id: '' }, meta: { zap: { id: '' } } }],
    ['null for the subscription', { subscribeData: { id: null }, meta: { zap: { id: null } } }],
  ])('%s: each of two Zaps gets the delivery', async (title, ofZap) => {
    const body = bodyOf(title);
    expect(await count('pasted_thing', body, 'one', ofZap)).toBe(1);
    expect(await count('pasted_thing', body, 'two', ofZap)).toBe(1);
  });

  test.each<[string, unknown]>([
    ['an empty one', { id: '' }],
    ['null for one', { id: null }],
    ['no', null],
  ])('with %s subscription, what Zapier says about the Zap counts', async (title, subscribeData) => {
    const body = bodyOf(`subscription ${title}`);
    const ofZap = (id: string) => ({ subscribeData, meta: { zap: { id } } });
    expect(await count('pasted_thing', body, 'one', ofZap('first'))).toBe(1);
    expect(await count('pasted_thing', body, 'two', ofZap('first'))).toBe(0);
    expect(await count('pasted_thing', body, 'three', ofZap('second'))).toBe(1);
  });
});

describe('what tells one delivery from another', () => {
  const ofZap = { meta: { zap: { id: 'deliveries' } } };

  test('is the id in the body, where the body is signed', async () => {
    expect(await count('pasted_thing', bodyOf('a', 1), 'one', ofZap)).toBe(1);
    expect(await count('pasted_thing', bodyOf('a', 2), 'two', ofZap)).toBe(0);
  });

  test('is the whole body, where only a token came with it', async () => {
    expect(await count('token_thing', bodyOf('a', 1), 'one', ofZap)).toBe(1);
    // Whoever guessed an id could otherwise have it taken for delivered.
    expect(await count('token_thing', bodyOf('a', 2), 'two', ofZap)).toBe(1);
    expect(await count('token_thing', bodyOf('a', 1), 'three', ofZap)).toBe(0);
    expect(await count('token_thing', bodyOf('a', 2), 'four', ofZap)).toBe(0);
  });
});
