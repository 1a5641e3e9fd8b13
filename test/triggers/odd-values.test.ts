import { builtfirst } from '../../providers/builtfirst/index.ts';
import { failing } from '../../sandbox/providers/faults.ts';
import { act } from '../helpers/actions.ts';
import { NESTED_LISTS, ODD_VALUES } from '../helpers/odd-values.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();

describe('A value of Builtfirst’s field `mock` that cannot be converted to text', () => {
  const event = eventOf('builtfirst_items_searched');

  test.each(ODD_VALUES)('does not mark a test event if it is %s', async (_name, json) => {
    const body = bodyOf(event, { mock: 'MOCK' }).replace('"MOCK"', json);
    const { error, output } = await bench.send(event, await bench.live(event), body);
    expect([error, output.length]).toEqual([undefined, 1]);
  });

  test.each(ODD_VALUES)('does not include test events if the user’s choice is %s', async (_name, json) => {
    const live = await bench.live(event, { include_test_events: JSON.parse(json) });
    const { error, output } = await bench.send(event, live, bodyOf(event, { mock: true }));
    expect([error, output.length]).toEqual([undefined, 0]);
  });

  test('is not true if it is nested lists', () => {
    const [testEvents] = builtfirst.filters ?? [];
    const mock: unknown = JSON.parse(NESTED_LISTS);
    expect([testEvents?.matches?.({ mock }, undefined), testEvents?.matches?.({ mock: true }, mock)]).toEqual([
      true,
      false,
    ]);
  });
});

describe('A number or time in an API response', () => {
  const listRecords = (key: string) => bench.sandbox.zapier.test(bench.sandbox.zapier.createZap(key, bench.connection));

  const failWithCount = (json: string) => {
    const body = `{"count":${json},"accountHolders":[{"ref":17}]}`;
    bench.sandbox.provider('basekit').fault = failing('GET', /users$/, { status: 200, body });
  };

  test.each(ODD_VALUES)('is ignored if BaseKit’s count is %s', async (_name, json) => {
    failWithCount(json);
    expect(await listRecords('basekit_account_holder_created')).toMatchObject([{ accountHolder: { ref: 17 } }]);
  });

  test('is an error that names the cause if it is nested lists, which Zapier cannot pass on', async () => {
    failWithCount(NESTED_LISTS);
    await expect(listRecords('basekit_account_holder_created')).rejects.toThrow(
      'BaseKit sent a response that is nested too deeply.',
    );
  });

  test.each(ODD_VALUES)('is ignored if Buildr’s updated_at is %s', async (_name, json) => {
    const body = `{"contacts":[{"id":1,"updated_at":${json}},{"id":2,"updated_at":"2024-01-01T00:00:00Z"}]}`;
    bench.sandbox.provider('buildr').fault = failing('GET', /contacts$/, { status: 200, body });
    expect((await listRecords('buildr_contact_create')).map(({ id }) => id)).toEqual([2, 1]);
  });

  test.each([
    ['45', 2],
    [45, 2],
    ['20', 1],
    ['many', 1],
  ])('such as BaseKit’s count %j leads to %d requests', async (count, requests) => {
    let seen = 0;
    const page = failing('GET', /users$/, { status: 200, body: { count, accountHolders: [{ ref: 17 }] } });
    bench.sandbox.provider('basekit').fault = (method, path) => {
      seen += 1;
      return page(method, path);
    };
    await listRecords('basekit_account_holder_created');
    expect(seen).toBe(requests);
  });
});

describe('The settings of Buildr’s webhook', () => {
  const event = eventOf('buildr_contact_create');
  const sent = (): unknown => JSON.parse(bench.emulator(event).calls.at(-1)?.requestBody ?? '{}');

  test.each(ODD_VALUES)('have their defaults if they are %s', async (_name, json) => {
    await bench.live(event, { rate_limit: JSON.parse(json), description: JSON.parse(json) });
    const { webhook } = Object(sent());
    expect(Object.keys(webhook).sort()).toEqual(['description', 'filter_types', 'secret', 'url']);
    expect(webhook.description).toBe('Zapier');
  });

  test('include a rate limit as a number, even if it was entered as text', async () => {
    await bench.live(event, { rate_limit: '30' });
    expect(sent()).toMatchObject({ webhook: { rate_limit: 30, description: 'Zapier' } });
    const inputs = { url: 'https://example.com/', event_types: ['contact.create'], rate_limit: 7 };
    await act(bench, 'buildr_create_webhook', inputs);
    expect(sent()).toMatchObject({ webhook: { rate_limit: 7 } });
  });
});
