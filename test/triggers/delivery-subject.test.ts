import type { Zapier } from 'zapier-local';
import type { Provider } from '../../providers/provider.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import { captureConsole } from '../helpers/console.ts';
import { startInProcess } from '../helpers/fake-app.ts';
import { createFakeProviders, FAKE_SECRET, fakeEvent } from '../helpers/fake-providers.ts';
import { hmacOf, post } from '../helpers/sign.ts';

const { pasted } = createFakeProviders();
/** A provider whose token does not sign the body. */
const token: Provider = {
  ...pasted,
  key: 'token',
  label: 'Token',
  verifier: sharedToken({ kind: 'token', in: 'header', name: 'X-Token' }),
  connection: {
    fields: { token_secret: { label: 'Secret', type: 'password', helpText: 'Where to find it.' } },
    groups: [['token_secret']],
    credentials: [],
  },
  secret: { from: 'connection', field: 'token_secret' },
};

let zapier: Zapier;
beforeAll(async () => {
  captureConsole();
  zapier = await startInProcess([
    { provider: pasted, events: [fakeEvent(pasted, 'thing.created', 'pasted_thing')] },
    { provider: token, events: [fakeEvent(token, 'thing.created', 'token_thing')] },
  ]);
});
afterAll(async () => {
  await zapier.close();
  jest.restoreAllMocks();
});

const connection = {
  id: 'connection-1',
  label: '',
  authData: { pasted_secret: FAKE_SECRET, token_secret: FAKE_SECRET },
};
const bodyOf = (id: string, more = 0): string =>
  JSON.stringify({ id, type: 'thing.created', place: 'here', lines: [], more });

/** The number of outputs of a delivery to the Zap that a bundle describes. */
const outputs = async (key: string, body: string, request: string, zap: Readonly<Record<string, unknown>>) => {
  const headers = {
    'Http-X-Fake-Signature': hmacOf(FAKE_SECRET, body, 'hex'),
    'Http-X-Token': FAKE_SECRET,
    'Http-X-Request-Id': request,
  };
  const bundle = { rawRequest: post(body, headers), ...zap };
  const outcome = await zapier.call(`triggers.${key}.operation.perform`, bundle, connection);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return Object(outcome.results).length;
};

describe('ID of the Zap', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['nothing about the Zap', {}],
    ['null as the Zap’s ID', { meta: { zap: { id: null } } }],
    ['an empty Zap ID', { meta: { zap: { id: '' } } }],
    ['null as the Zap', { meta: { zap: null } }],
    ['an empty subscription ID', { subscribeData: { id: '' }, meta: { zap: { id: '' } } }],
    ['null as the subscription ID', { subscribeData: { id: null }, meta: { zap: { id: null } } }],
  ])('With %s in the bundle, no delivery is a duplicate', async (title, zap) => {
    const body = bodyOf(title);
    expect(await outputs('pasted_thing', body, 'one', zap)).toBe(1);
    expect(await outputs('pasted_thing', body, 'two', zap)).toBe(1);
  });

  test.each<[string, unknown]>([
    ['an empty subscription ID', { id: '' }],
    ['null as the subscription ID', { id: null }],
    ['no subscription', null],
  ])('With %s, the Zap’s own ID identifies the Zap', async (title, subscribeData) => {
    const body = bodyOf(`Zap ID with ${title}`);
    const zap = (id: string) => ({ subscribeData, meta: { zap: { id } } });
    expect(await outputs('pasted_thing', body, 'one', zap('first'))).toBe(1);
    expect(await outputs('pasted_thing', body, 'two', zap('first'))).toBe(0);
    expect(await outputs('pasted_thing', body, 'three', zap('second'))).toBe(1);
  });
});

describe('ID of the delivery', () => {
  const zap = { meta: { zap: { id: 'deliveries' } } };

  test('A signed body is identified by the ID in it', async () => {
    expect(await outputs('pasted_thing', bodyOf('a', 1), 'one', zap)).toBe(1);
    expect(await outputs('pasted_thing', bodyOf('a', 2), 'two', zap)).toBe(0);
  });

  // Otherwise a sender could guess an ID and make a later event a duplicate.
  test('A body that is not signed is identified by all of it', async () => {
    expect(await outputs('token_thing', bodyOf('a', 1), 'one', zap)).toBe(1);
    expect(await outputs('token_thing', bodyOf('a', 2), 'two', zap)).toBe(1);
    expect(await outputs('token_thing', bodyOf('a', 1), 'three', zap)).toBe(0);
    expect(await outputs('token_thing', bodyOf('a', 2), 'four', zap)).toBe(0);
  });
});
