import { builtfirst } from '../../providers/builtfirst/index.ts';
import { failing } from '../../sandbox/providers/faults.ts';
import { GENUINE, inputsOf, TOKEN, verifyOn } from '../creates/genuine.ts';
import { act } from '../helpers/actions.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
/** JSON of lists in lists: turning them into a text overflows the stack. */
const DEEP = `${'['.repeat(12_000)}${']'.repeat(12_000)}`;
const ODD: readonly (readonly [name: string, json: string])[] = [
  ['an object whose toString is no function', '{"toString":1}'],
  ['an object with neither toString nor valueOf', '{"valueOf":1,"toString":null}'],
  ['a list of such objects', '[{"toString":1}]'],
];
// Only in a text: as values, core cannot read them itself.
const ODDER = [...ODD, ['lists in lists', DEEP] as const];

describe('R21: a value that cannot become a text does not end Verify Webhook Delivery with an error of its own', () => {
  const firespring = GENUINE.find(({ provider }) => provider === 'firespring');
  if (!firespring) throw new Error('There is no example of Firespring');
  const { querystring: _, ...rest } = inputsOf(firespring);

  test.each(ODDER)('in the query: %s', async (_name, json) => {
    const lost = await verifyOn(bench, { ...rest, querystring: `{"token":${json}}` });
    expect([lost.error, lost.message]).toEqual(['HaltedError', expect.stringContaining('(token_missing)')]);
    const kept = await verifyOn(bench, { ...rest, querystring: `{"odd":${json},"token":"${TOKEN}"}` });
    expect(kept).toMatchObject({ error: undefined, output: { verified: true } });
  });

  test.each(ODD)('as the whole query: %s', async (_name, json) => {
    const { error, message } = await verifyOn(bench, { ...rest, querystring: JSON.parse(json) });
    expect([error, message]).toEqual(['HaltedError', expect.stringContaining('(token_missing)')]);
  });

  test.each(ODDER)('in the headers: %s', async (_name, json) => {
    const basekit = GENUINE.find(({ provider }) => provider === 'basekit');
    if (!basekit) throw new Error('There is no example of BaseKit');
    const [[name = '', value = ''] = []] = Object.entries(basekit.headers(basekit.body));
    const request = { provider: 'basekit', raw_body: basekit.body };
    const kept = await verifyOn(bench, { ...request, headers: `{"X-Odd":${json},"${name}":"${value}"}` });
    expect(kept).toMatchObject({ error: undefined, output: { verified: true } });
    const twice = await verifyOn(bench, { ...request, headers: `{"${name}":${json},"Http-${name}":"${value}"}` });
    expect([twice.error, twice.message]).toEqual(['HaltedError', expect.stringContaining('(signature_ambiguous)')]);
  });

  test('numbers and yes or no in the query still count', async () => {
    const { error } = await verifyOn(bench, {
      ...rest,
      querystring: { token: TOKEN, page: 1, isNew: true, none: null },
    });
    expect(error).toBeUndefined();
    const other = await verifyOn(bench, { ...rest, querystring: { token: 17 } });
    expect(other.message).toContain('(token_mismatch)');
  });
});

describe('R22: an odd `mock` of Builtfirst is no test event, and no error', () => {
  const event = eventOf('builtfirst_items_searched');

  test.each(ODD)('%s', async (_name, json) => {
    const body = bodyOf(event, { mock: 'MOCK' }).replace('"MOCK"', json);
    const { error, output } = await bench.send(event, await bench.live(event), body);
    expect([error, output.length]).toEqual([undefined, 1]);
  });

  test.each(ODD)('as what the user chose: %s', async (_name, json) => {
    const live = await bench.live(event, { include_test_events: JSON.parse(json) });
    const { error, output } = await bench.send(event, live, bodyOf(event, { mock: true }));
    expect([error, output.length]).toEqual([undefined, 0]);
  });

  test('lists in lists', () => {
    const [testEvents] = builtfirst.filters ?? [];
    const mock: unknown = JSON.parse(DEEP);
    expect([testEvents?.matches({ mock }, undefined), testEvents?.matches({ mock: true }, mock)]).toEqual([
      true,
      false,
    ]);
  });
});

describe('R23: odd numbers and times in an answer of an API are left out of account', () => {
  const listed = (key: string) => bench.sandbox.zapier.test(bench.sandbox.zapier.createZap(key, bench.connection));

  test.each(ODDER)('BaseKit’s count: %s', async (_name, json) => {
    const body = `{"count":${json},"accountHolders":[{"ref":17}]}`;
    bench.sandbox.provider('basekit').fault = failing('GET', /users$/, { status: 200, body });
    expect(await listed('basekit_account_holder_created')).toMatchObject([{ accountHolder: { ref: 17 } }]);
  });

  test.each(ODD)('Buildr’s updated_at: %s', async (_name, json) => {
    const body = `{"contacts":[{"id":1,"updated_at":${json}},{"id":2,"updated_at":"2024-01-01T00:00:00Z"}]}`;
    bench.sandbox.provider('buildr').fault = failing('GET', /contacts$/, { status: 200, body });
    expect((await listed('buildr_contact_create')).map(({ id }) => id)).toEqual([2, 1]);
  });

  test.each([
    ['45', 2],
    [45, 2],
    ['20', 1],
    ['many', 1],
  ])('BaseKit’s count %j takes %d requests', async (count, requests) => {
    let seen = 0;
    const page = failing('GET', /users$/, { status: 200, body: { count, accountHolders: [{ ref: 17 }] } });
    bench.sandbox.provider('basekit').fault = (method, path) => {
      seen += 1;
      return page(method, path);
    };
    await listed('basekit_account_holder_created');
    expect(seen).toBe(requests);
  });
});

describe('R24: odd words about a webhook are not sent to Buildr', () => {
  const event = eventOf('buildr_contact_create');
  const sent = (): unknown => JSON.parse(bench.emulator(event).calls.at(-1)?.sent ?? '{}');

  test.each(ODD)('%s', async (_name, json) => {
    await bench.live(event, { rate_limit: JSON.parse(json), description: JSON.parse(json) });
    expect(Object.keys(Object(sent()).webhook).sort()).toEqual(['filter_types', 'secret', 'url']);
  });

  test('a rate that is a text is sent as the number that it is', async () => {
    await bench.live(event, { rate_limit: '30' });
    expect(sent()).toMatchObject({ webhook: { rate_limit: 30, description: 'Zapier' } });
    const filled = { url: 'https://example.com/', event_types: ['contact.create'], rate_limit: 7 };
    await act(bench, 'buildr_create_webhook', filled);
    expect(sent()).toMatchObject({ webhook: { rate_limit: 7 } });
  });
});
