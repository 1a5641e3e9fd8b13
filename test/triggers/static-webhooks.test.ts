import { request as httpRequest } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import type { SignedRequest } from '../../sandbox/providers/emulator.ts';
import { bodyOf, eventOf, events, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench();
const statics = events.filter(({ provider }) => !provider.subscriptions).map((event) => ({ key: event.key, event }));

afterEach(() => {
  bench.sandbox.zapier.tellsZap = true;
});

describe.each(statics)('$key', ({ event }) => {
  test('a re-send starts the Zap once where Zapier tells Zaps apart, and again where it does not', async () => {
    const { zap, target } = await bench.live(event);
    const send = () => bench.deliver(zap, bench.emulator(event).sign(target, typeOf(event), bodyOf(event)));
    expect((await send()).output).toHaveLength(1);
    expect((await send()).output).toHaveLength(0);
    bench.sandbox.zapier.tellsZap = false;
    expect((await send()).output).toHaveLength(1);
    expect((await send()).output).toHaveLength(1);
  });

  test.each([true, false])('two Zaps on one connection both get an event (Zaps are told apart: %s)', async (tells) => {
    bench.sandbox.zapier.tellsZap = tells;
    const lives = [await bench.live(event), await bench.live(event)];
    const body = bodyOf(event);
    for (const live of lives) {
      const { output, error } = await bench.send(event, live, body);
      expect([error, output.length]).toEqual([undefined, 1]);
    }
  });

  test('two events that differ in nothing but their ids both start the Zap', async () => {
    const live = await bench.live(event);
    for (const id of [1001, 1002]) {
      const { output } = await bench.send(event, live, bodyOf(event, { id, messageId: `m-${id}` }));
      expect(output).toHaveLength(1);
    }
  });

  test('“Test trigger” gives the sample, or live examples with all its keys', async () => {
    const { zap } = await bench.live(event);
    const [item, ...more] = await bench.sandbox.zapier.test(zap);
    expect(Object.keys(item ?? {}).sort()).toEqual(Object.keys(event.sample).sort());
    if (!event.provider.list) expect([item, more]).toEqual([event.sample, []]);
  });
});

describe('Builtfirst’s test events', () => {
  const event = eventOf('builtfirst_redemption_activated');
  const count = async (mock: unknown, input?: unknown): Promise<number> => {
    const live = await bench.live(event, input === undefined ? {} : { include_test_events: input });
    const run = await bench.send(event, live, bodyOf(event, { mock }));
    expect(run.error).toBeUndefined();
    return run.output.length;
  };

  test.each([true, 'true', ' TRUE '])('marked %j are left out unless the user wants them', async (mock) => {
    expect(await count(mock)).toBe(0);
    for (const no of [false, 'false', '', null]) expect(await count(mock, no)).toBe(0);
    for (const yes of [true, 'true', 'True']) expect(await count(mock, yes)).toBe(1);
  });

  test.each([false, 'false', '', null, undefined, 0])('marked %j are real, and come either way', async (mock) => {
    expect([await count(mock), await count(mock, true), await count(mock, false)]).toEqual([1, 1, 1]);
  });

  test('that are not signed are refused, wanted or not', async () => {
    const { zap, target } = await bench.live(event, { include_test_events: true });
    const signed = bench.emulator(event).sign(target, typeOf(event), bodyOf(event, { mock: true }));
    const forged = { ...signed, headers: { 'content-type': 'application/json' } };
    expect((await bench.deliver(zap, forged)).error?.name).toBe('HaltedError');
  });
});

describe('Freshpaint’s event names', () => {
  const event = eventOf('freshpaint_track');
  const comes = async (name: unknown, wanted: unknown): Promise<boolean> => {
    const live = await bench.live(event, { event_names: wanted });
    const { output, error } = await bench.send(event, live, bodyOf(event, { event: name }));
    expect(error).toBeUndefined();
    return output.length === 1;
  };

  test.each<[unknown, unknown, boolean]>([
    ['Signed Up', ['Signed Up'], true],
    ['signed up', ['SIGNED UP'], true],
    ['Signed Up', [' Signed Up '], true],
    ['Signed Up', 'Signed Up', true],
    ['Signed Up', ['Ordered', 'Signed Up'], true],
    ['Signed Up', ['Ordered'], false],
    ['Signed Up', ['Signed'], false],
    ['Signed', ['Signed Up'], false],
    ['Signed Up', [], true],
    ['Signed Up', ['', ' '], true],
    ['Signed Up', null, true],
    // A name that HIPAA mode took away must not stop the Zap.
    [undefined, ['Signed Up'], true],
    [null, ['Signed Up'], true],
  ])('%j with the filter %j: %s', async (name, wanted, expected) => {
    expect(await comes(name, wanted)).toBe(expected);
  });
});

describe('Freshpaint in HIPAA mode', () => {
  test.each(['track', 'identify', 'page', 'group'])(
    'a %s event with nothing but its type is delivered',
    async (type) => {
      const event = eventOf(`freshpaint_${type}`);
      const live = await bench.live(event);
      const { output, error } = await bench.send(event, live, JSON.stringify({ type }));
      expect([error, output]).toEqual([undefined, [{ type }]]);
      expect(bench.printed).toEqual([]);
    },
  );

  test('two such events with one masked id and different times both come', async () => {
    const event = eventOf('freshpaint_track');
    const live = await bench.live(event);
    for (const timestamp of ['2022-08-08T17:15:45Z', '2022-08-08T17:15:46Z']) {
      const body = JSON.stringify({ type: 'track', messageId: '***', timestamp });
      expect((await bench.send(event, live, body)).output).toHaveLength(1);
    }
  });

  test('a body is in no log, whatever is wrong with it', async () => {
    const event = eventOf('freshpaint_any_event');
    const live = await bench.live(event);
    const { logs } = bench.sandbox.zapier.services;
    const from = logs.length;
    const bodies = [
      '{"type": "track", "timestamp": 17, "properties": {"diagnosis": "private"}}',
      '["private"]',
      'private',
    ];
    const runs = [];
    for (const body of bodies) runs.push(await bench.send(event, live, body));
    expect(runs.map(({ error }) => error?.name)).toEqual([undefined, 'HaltedError', 'HaltedError']);
    const errors = runs.map(({ error }) => `${error?.message}${error?.stack}`);
    expect([...logs.slice(from), ...bench.printed, ...errors].join('\n')).not.toMatch(/private/);
    expect(bench.printed.join('\n')).toContain('timestamp');
  });
});

/** Unlike fetch, says of the body only what it is told to say. */
const postBare = ({ url, headers, body }: SignedRequest): Promise<number> =>
  new Promise((resolve, reject) => {
    const outgoing = httpRequest({ ...urlToHttpOptions(new URL(url)), method: 'POST', headers });
    outgoing.on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', reject).end(body);
  });

test('a delivery of Freshpaint without a Content-Type is delivered', async () => {
  const event = eventOf('freshpaint_track');
  const { zap, target } = await bench.live(event);
  expect(await postBare(bench.emulator(event).sign(target, 'track', bodyOf(event)))).toBe(200);
  await bench.sandbox.zapier.idle();
  const [run] = zap.runs;
  expect(Object.keys(run?.request.headers ?? {})).not.toContain('Content-Type');
  expect([run?.error, run?.output]).toEqual([undefined, [JSON.parse(bodyOf(event))]]);
});
