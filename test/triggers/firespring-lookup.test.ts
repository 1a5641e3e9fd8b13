import type { ApiAnswer, ApiServer } from '../helpers/api-server.ts';
import { appWith, startApiServer } from '../helpers/api-server.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';

let api: ApiServer;
beforeAll(async () => {
  api = await startApiServer();
});
afterAll(() => api.close());
const bench = openBench(appWith(() => api.url));
const event = eventOf('firespring_event');
const FOUND: ApiAnswer = { status: 200, body: '{"id":51,"object":"message"}' };

const send = async (payload: unknown, answer: ApiAnswer, input = {}) => {
  api.answer = answer;
  api.paths.length = 0;
  const live = await bench.live(event, input);
  const run = await bench.send(event, live, JSON.stringify({ id: 1, event_type: 'x', payload }));
  if (!run.isOver) await bench.clock.advance(301_000);
  return run;
};

const UNUSABLE = ['051', 'abc', -1, 5.5, null, [52], 1e21, '52 ', '../51', '', true, {}, 2 ** 53, '51/../52', '51?x=1'];

describe('with an API key', () => {
  test.each(['message', 'order'])('a %s with an unusable ID is refused', async (object) => {
    for (const id of UNUSABLE) {
      const { error, output } = await send({ id, object }, FOUND);
      expect([id, error?.name, output]).toEqual([id, 'HaltedError', []]);
      expect(error?.message).toContain('(record_not_found)');
      for (const path of api.paths) expect(path).toMatch(/^\/websites\/4711\/(messages|orders)\/[\w-]+\?/);
    }
    expect((await send({ object }, FOUND)).error?.message).toContain('(record_not_found)');
  });

  test.each<ApiAnswer>([
    { status: 400, body: '{}' },
    { status: 404, body: '{}' },
    { status: 410, body: '{}' },
    { status: 422, body: '{}' },
    { status: 200, body: '{"id":52,"object":"message"}' },
    { status: 200, body: '{"id":"052"}' },
    { status: 200, body: '{"id":[51]}' },
    { status: 200, body: '{}' },
    { status: 200, body: '[{"id":51}]' },
  ])('a message whose lookup returns %j is refused', async (answer) => {
    const { error, output } = await send({ id: 51, object: 'message' }, answer);
    expect([error?.name, output]).toEqual(['HaltedError', []]);
    expect(error?.message).toContain('(record_not_found)');
  });

  // A response without a record says nothing about the message, so a genuine event must not be lost.
  test.each<ApiAnswer>([
    { status: 200, body: 'null' },
    { status: 200, body: '' },
    { status: 204, body: '' },
    { status: 205, body: '' },
    { status: 408, body: '{}' },
    { status: 425, body: '{}' },
  ])('a message whose lookup returns %j twice is delivered unconfirmed', async (answer) => {
    const { error, output, calls } = await send({ id: 51, object: 'message' }, answer);
    expect([error, calls]).toEqual([undefined, 2]);
    expect(output).toEqual([expect.objectContaining({ confirmed: false, record: {} })]);
  });

  test.each([401, 403])('a message that the key may not read (%d) is halted', async (status) => {
    const { error } = await send({ id: 51, object: 'message' }, { status, body: '{}' });
    expect([error?.name, error?.message]).toEqual(['HaltedError', expect.stringContaining('(record_not_readable)')]);
  });

  test.each([
    { id: 51, object: 'Message' },
    { id: 51, object: ' message' },
    { id: 51, object: ['message'] },
    { id: 51, object: 'toString' },
    { id: 51 },
    'message',
    null,
    [{ id: 51, object: 'message' }],
  ])('a body that names no message and no order (%j) is delivered unconfirmed, without a lookup', async (payload) => {
    const { output } = await send(payload, FOUND);
    expect(output).toEqual([expect.objectContaining({ confirmed: false, record_age_seconds: null, record: {} })]);
    expect(api.paths).toEqual([]);
  });

  test('a record’s age is in the output', async () => {
    const created = new Date(Date.now() - 3_600_000).toISOString();
    for (const [date, age] of [
      [created, 3600],
      [new Date(Date.now() + 3_600_000).toISOString(), 0],
      ['yesterday', null],
      [7, null],
    ] as const) {
      const body = JSON.stringify({ id: 51, date_created: date });
      const [output] = (await send({ id: 51, object: 'message' }, { status: 200, body })).output;
      const found = output?.['record_age_seconds'];
      if (age === null) expect(found).toBeNull();
      else expect(Math.abs(Number(found) - age)).toBeLessThan(30);
    }
  });
});

describe('“Only Confirmed Events”', () => {
  const only = { only_confirmed: 'true' };
  test.each([
    ['a confirmed message', { id: 51, object: 'message' }, FOUND, 1],
    ['another event', { id: 51, object: 'form' }, FOUND, 0],
    ['a message while the API is down', { id: 51, object: 'message' }, { status: 500, body: '' }, 0],
  ] as const)('passes %s: %#', async (_name, payload, answer, count) => {
    const { error, output } = await send(payload, answer, only);
    expect([error, output.length]).toEqual([undefined, count]);
  });

  test('is off by default', async () => {
    expect((await send({ id: 51, object: 'form' }, FOUND)).output).toHaveLength(1);
    expect((await send({ id: 51, object: 'form' }, FOUND, { only_confirmed: 'false' })).output).toHaveLength(1);
  });
});
