import { appError, throttledError } from '../../platform/errors.ts';
import { captureConsole } from '../helpers/console.ts';
import { type FakeApp, startFakeApp } from '../helpers/fake-app.ts';
import { messageOf, reasonOf, resultOf } from '../helpers/runs.ts';

let app: FakeApp;
let printed: string[];
beforeAll(async () => {
  printed = captureConsole();
  app = await startFakeApp();
});
beforeEach(() => {
  printed.length = 0;
  app.answers.enrich = () => undefined;
});
afterAll(async () => {
  await app.zapier.close();
  jest.restoreAllMocks();
});

const requestId = (id: string) => ({ 'Http-X-Request-Id': id });

test.each([{}, { meta: {} }, { meta: { zap: {} } }])('Delivers without knowing the Zap: %j', async (about) => {
  const bundle = { rawRequest: app.signed(app.bodyOf({ id: 'no Zap' })), cleanedRequest: {}, ...about };
  const outcome = await app.zapier.call('triggers.pasted_thing.operation.perform', bundle, app.connection);
  expect(outcome).toMatchObject({ ok: true, results: [{ id: 'no Zap' }] });
});

test.each([
  ['pasted_thing', 1],
  ['pasted_any', 1],
  ['pasted_lost', 0],
])('A delivery of type thing.created to %s gives %i outputs', async (trigger, count) => {
  const run = await app.deliver(await app.turnOn(trigger), app.signed(app.bodyOf({ id: 'type' })));
  expect(resultOf(run)).toBe(count);
});

test.each([
  [{ place: 'here' }, 1],
  [{ place: 'there' }, 0],
  [{ at_least: 1 }, 1],
  [{ at_least: 2 }, 0],
  [{ place: 'there', at_least: 1 }, 0],
  [{}, 1],
])('A delivery to a Zap with the filters %j gives %i outputs', async (input, count) => {
  const run = await app.deliver(await app.turnOn('pasted_thing', input), app.signed(app.bodyOf()));
  expect(resultOf(run)).toBe(count);
});

describe('enrichment', () => {
  test('The provider receives the connection, the event’s type and the verified body', async () => {
    const calls: unknown[] = [];
    app.answers.enrich = ({ auth }, type, body) => {
      calls.push([auth['endpoint_name'], type, body]);
      return { fields: { color: 'blue', place: 'elsewhere' } };
    };
    const body = app.bodyOf({ id: 'enriched' });
    const run = await app.deliver(await app.turnOn('endpoint_thing'), app.signed(body));
    expect(calls).toEqual([['me', 'thing.created', JSON.parse(body)]]);
    expect(run.output).toEqual([{ ...JSON.parse(body), color: 'blue', place: 'elsewhere' }]);
  });

  test('A delivery is deferred once, then delivered without the record', async () => {
    app.answers.enrich = (context) => ({ fields: { color: 'none' }, retry: throttledError(context, 'Later.', 5) });
    const zap = await app.turnOn('endpoint_thing');
    const body = app.bodyOf({ id: 'deferred' });
    const run = await app.deliver(zap, app.signed(body, requestId('one')));
    expect([resultOf(run), run.isOver]).toEqual(['ThrottledError', false]);
    await app.clock.advance(5_000);
    expect(run.output).toMatchObject([{ id: 'deferred', color: 'none' }]);
    expect(resultOf(await app.deliver(zap, app.signed(body, requestId('two'))))).toBe(0);
  });

  test('A record that does not exist halts the run, and the next delivery is not a duplicate', async () => {
    app.answers.enrich = () => ({ fields: {}, refusal: 'record_not_found' });
    const zap = await app.turnOn('endpoint_thing');
    const body = app.bodyOf({ id: 'refused' });
    const run = await app.deliver(zap, app.signed(body, requestId('one')));
    expect([resultOf(run), reasonOf(run), run.isOver]).toEqual(['HaltedError', 'record_not_found', true]);
    app.answers.enrich = () => undefined;
    expect(resultOf(await app.deliver(zap, app.signed(body, requestId('two'))))).toBe(1);
  });

  test('An error of the provider ends the run, and the next delivery is not a duplicate', async () => {
    app.answers.enrich = (context) => {
      throw appError(context, 'Check the key.');
    };
    const zap = await app.turnOn('endpoint_thing');
    const body = app.bodyOf({ id: 'failed' });
    const run = await app.deliver(zap, app.signed(body, requestId('one')));
    expect([resultOf(run), messageOf(run), run.isOver]).toEqual(['AppError', 'Check the key.', true]);
    app.answers.enrich = () => undefined;
    expect(resultOf(await app.deliver(zap, app.signed(body, requestId('two'))))).toBe(1);
  });
});

describe('payload that differs from its schema', () => {
  test('The payload is delivered, and the differing paths are logged without values', async () => {
    const body = app.bodyOf({ id: 7, lines: [{ count: 1 }, { count: 'two' }], place: null });
    const run = await app.deliver(await app.turnOn('pasted_thing'), app.signed(body));
    expect(run.output).toEqual([JSON.parse(body)]);
    expect(printed).toContain('pasted_thing: the payload differs from its schema at id, place, lines.1.count');
  });

  test('At most twenty paths are logged', async () => {
    const lines = Array.from({ length: 30 }, () => ({ count: 'many' }));
    await app.deliver(await app.turnOn('pasted_thing'), app.signed(app.bodyOf({ id: 'many', lines })));
    const paths = Array.from({ length: 20 }, (_, index) => `lines.${index}.count`);
    expect(printed).toContain(`pasted_thing: the payload differs from its schema at ${paths.join(', ')}`);
  });

  test('The path of an unknown field is logged, without what is in it', async () => {
    await app.deliver(await app.turnOn('pasted_thing'), app.signed(app.bodyOf({ id: 'same', unknown: { deep: 1 } })));
    expect(printed).toEqual(['pasted_thing: unknown fields unknown']);
  });
});
