import { request as httpRequest } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import type { SignedRequest } from '../../sandbox/providers/emulator.ts';
import { bodyOf, eventOf, events, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench();
const manualEvents = events
  .filter(({ provider }) => !provider.subscriptions)
  .map((event) => ({ key: event.key, event }));

describe.each(manualEvents)('$key', ({ event }) => {
  test('Drops a re-sent delivery if Zapier passes the Zap’s ID, and delivers it otherwise', async () => {
    const { zap, target } = await bench.live(event);
    const request = bench.emulator(event).sign(target, typeOf(event), bodyOf(event));
    const send = () => bench.deliver(zap, request);
    expect((await send()).output).toHaveLength(1);
    expect((await send()).output).toHaveLength(0);
    bench.sandbox.zapier.includesZapId = false;
    expect((await send()).output).toHaveLength(1);
    expect((await send()).output).toHaveLength(1);
  });

  test.each([true, false])('Delivers an event to two Zaps of one connection (with the Zap’s ID: %s)', async (tells) => {
    bench.sandbox.zapier.includesZapId = tells;
    const lives = [await bench.live(event), await bench.live(event)];
    const body = bodyOf(event);
    for (const live of lives) {
      const { output, error } = await bench.send(event, live, body);
      expect([error, output.length]).toEqual([undefined, 1]);
    }
  });

  test('Delivers two events that differ only in their IDs', async () => {
    const live = await bench.live(event);
    for (const id of [1001, 1002]) {
      const { output } = await bench.send(event, live, bodyOf(event, { id, messageId: `m-${id}` }));
      expect(output).toHaveLength(1);
    }
  });

  test('Shows the sample, or records with the same keys, in “Test trigger”', async () => {
    const { zap } = await bench.live(event);
    const [item, ...more] = await bench.sandbox.zapier.test(zap);
    expect(Object.keys(item ?? {}).sort()).toEqual(Object.keys(event.sample).sort());
    if (!event.provider.list) expect([item, more]).toEqual([event.sample, []]);
  });
});

describe('test events of Builtfirst', () => {
  const event = eventOf('builtfirst_redemption_activated');
  const count = async (mock: unknown, input?: unknown): Promise<number> => {
    const live = await bench.live(event, input === undefined ? {} : { include_test_events: input });
    const run = await bench.send(event, live, bodyOf(event, { mock }));
    expect(run.error).toBeUndefined();
    return run.output.length;
  };

  test.each([true, 'true', ' TRUE '])(
    'An event with mock %j is dropped unless the user wants test events',
    async (mock) => {
      expect(await count(mock)).toBe(0);
      for (const no of [false, 'false', '', null]) expect(await count(mock, no)).toBe(0);
      for (const yes of [true, 'true', 'True']) expect(await count(mock, yes)).toBe(1);
    },
  );

  test.each([false, 'false', '', null, undefined, 0])('An event with mock %j is always delivered', async (mock) => {
    expect([await count(mock), await count(mock, true), await count(mock, false)]).toEqual([1, 1, 1]);
  });

  test('A test event without a signature is halted', async () => {
    const { zap, target } = await bench.live(event, { include_test_events: true });
    const signed = bench.emulator(event).sign(target, typeOf(event), bodyOf(event, { mock: true }));
    const forged = { ...signed, headers: { 'content-type': 'application/json' } };
    expect((await bench.deliver(zap, forged)).error?.name).toBe('HaltedError');
  });
});

describe('event name filter of Freshpaint', () => {
  const event = eventOf('freshpaint_track');
  const isDelivered = async (name: unknown, wanted: unknown): Promise<boolean> => {
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
    // HIPAA mode may remove the name, which must not stop the Zap.
    [undefined, ['Signed Up'], true],
    [null, ['Signed Up'], true],
  ])('The event %j with the filter %j is delivered: %s', async (name, wanted, expected) => {
    expect(await isDelivered(name, wanted)).toBe(expected);
  });
});

describe('HIPAA mode of Freshpaint', () => {
  test.each(['track', 'identify', 'page', 'group'])('A %s event with only a type is delivered', async (type) => {
    const event = eventOf(`freshpaint_${type}`);
    const live = await bench.live(event);
    const { output, error } = await bench.send(event, live, JSON.stringify({ type }));
    expect([error, output]).toEqual([undefined, [{ type }]]);
    expect(bench.printed).toEqual([]);
  });

  test('Two events with the same masked ID and different timestamps are delivered', async () => {
    const event = eventOf('freshpaint_track');
    const live = await bench.live(event);
    for (const timestamp of ['2022-08-08T17:15:45Z', '2022-08-08T17:15:46Z']) {
      const body = JSON.stringify({ type: 'track', messageId: '***', timestamp });
      expect((await bench.send(event, live, body)).output).toHaveLength(1);
    }
  });

  test('No body is logged, whether or not it is valid', async () => {
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
    expect([...logs.slice(from), ...bench.printed, ...errors].join('\n')).not.toContain('private');
    expect(bench.printed.join('\n')).toContain('timestamp');
  });
});

/** Unlike fetch, adds no Content-Type. */
const postWithoutType = ({ url, headers, body }: SignedRequest): Promise<number> =>
  new Promise((resolve, reject) => {
    const outgoing = httpRequest({ ...urlToHttpOptions(new URL(url)), method: 'POST', headers });
    outgoing.on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', reject).end(body);
  });

test('A Freshpaint event without a Content-Type is delivered', async () => {
  const event = eventOf('freshpaint_track');
  const { zap, target } = await bench.live(event);
  expect(await postWithoutType(bench.emulator(event).sign(target, 'track', bodyOf(event)))).toBe(200);
  await bench.sandbox.zapier.idle();
  const [run] = zap.runs;
  expect(Object.keys(run?.request.headers ?? {})).not.toContain('Content-Type');
  expect([run?.error, run?.output]).toEqual([undefined, [JSON.parse(bodyOf(event))]]);
});
