import { openSigned, outcomeOf } from './bench.ts';
import { BODY, custom, deliverTo } from './describe.ts';
import { type Headers, mac, type Request } from './signing.ts';

const bench = openSigned();
const seconds = (): string => String(Math.floor(Date.now() / 1000));
const deliver = (inputs: Readonly<Record<string, unknown>>, headers: Headers, body = BODY) =>
  deliverTo(bench, inputs, headers, body);

describe('With a timestamp', () => {
  const timed = { signed_text: '{timestamp}.{body}', timestamp_header: 'X-Time' };
  const sign = (time: string): Headers => ({ 'X-Time': time, 'X-Signature': mac(`${time}.${BODY}`) });
  const at = (ago: number): Date => new Date(Date.now() - 1000 * ago);

  test.each([
    ['seconds', () => seconds()],
    ['milliseconds', () => String(Date.now())],
    ['ISO 8601 in UTC', () => new Date().toISOString()],
    ['ISO 8601 with a zone', () => new Date(Date.now() + 3_600_000).toISOString().replace('Z', '+01:00')],
  ])('It may be in %s, and the output contains it', async (_unit, time) => {
    const run = await deliver(timed, sign(time()));
    expect(outcomeOf(run)).toBe('delivered');
    expect(Math.abs(Date.parse(String(run.output[0]?.['sent_at'])) - Date.now())).toBeLessThan(5000);
  });

  test.each(['', '1', '2026', '17640000000', 'yesterday', '2026-11-24', '-1764000000', '1764000000.5'])(
    'Another format is refused: %j',
    async (time) => {
      const reason = time === '' ? 'timestamp_missing' : 'timestamp_malformed';
      expect(outcomeOf(await deliver(timed, sign(time)))).toBe(`HaltedError ${reason}`);
    },
  );

  test.each<[tolerance: unknown, ago: number, result: string]>([
    [undefined, 290, 'delivered'],
    [undefined, 310, 'HaltedError timestamp_too_old'],
    [undefined, -310, 'HaltedError timestamp_too_new'],
    ['60', 50, 'delivered'],
    ['60', 70, 'HaltedError timestamp_too_old'],
    [3600, 3590, 'delivered'],
    [3600, 3610, 'HaltedError timestamp_too_old'],
    [1, 10, 'HaltedError timestamp_too_old'],
  ])('With the tolerance %j, a request that is %d seconds old is %s', async (tolerance, ago, result) => {
    const run = await deliver({ ...timed, tolerance }, sign(String(Math.floor(at(ago).getTime() / 1000))));
    expect(outcomeOf(run)).toBe(result);
  });

  test.each(['v0:{timestamp}:{body}', '{body}.{timestamp}', '{timestamp}\n{body}', '{timestamp}|{body}|end'])(
    'It may be elsewhere in the text: %j',
    async (signed_text) => {
      const time = seconds();
      const text = signed_text.replace('{timestamp}', time).replace('{body}', BODY);
      expect(outcomeOf(await deliver({ ...timed, signed_text }, { 'X-Time': time, 'X-Signature': mac(text) }))).toBe(
        'delivered',
      );
    },
  );
});

describe('With an ID in a header', () => {
  const signedId = { signed_text: '{id}.{body}', id_path: 'header:X-Id' };
  const sign = (id: string, body = BODY): Request => ({
    body,
    headers: { 'X-Id': id, 'X-Signature': mac(`${id}.${body}`) },
  });

  test('It is the ID of the delivery if it is signed, and identifies duplicates', async () => {
    const zap = await bench.zapOf(custom(signedId));
    const [first, again] = [await bench.deliver(zap, sign('a')), await bench.deliver(zap, sign('a', '{"attempt":2}'))];
    expect(first.output).toMatchObject([{ delivery_id: 'a' }]);
    expect(outcomeOf(again)).toBe('dropped');
    expect(outcomeOf(await bench.deliver(zap, sign('b')))).toBe('delivered');
  });

  test.each([
    ['', 'id_missing'],
    ['a.b', 'id_malformed'],
    ['a b', 'id_malformed'],
  ])('A signed ID “%s” is refused', async (id, reason) => {
    expect(outcomeOf(await bench.deliver(await bench.zapOf(custom(signedId)), sign(id)))).toBe(`HaltedError ${reason}`);
  });

  test('It is only shown if it is not signed', async () => {
    const zap = await bench.zapOf(custom({ id_path: 'header:X-Id' }));
    const send = (id: string, body: string) =>
      bench.deliver(zap, { body, headers: { 'X-Id': id, 'X-Signature': mac(body) } });
    expect((await send('a', BODY)).output).toMatchObject([{ delivery_id: 'a' }]);
    expect(outcomeOf(await send('b', BODY))).toBe('dropped');
    expect(outcomeOf(await send('a', '{"other":1}'))).toBe('delivered');
  });
});

describe('With a path in the body', () => {
  const paths = { id_path: 'data.id', event_path: 'type' };
  const sign = (body: string): Request => ({ body, headers: { 'X-Signature': mac(body) } });

  test('The ID identifies duplicates, and the event type is in the output', async () => {
    const zap = await bench.zapOf(custom(paths));
    expect((await bench.deliver(zap, sign(BODY))).output).toMatchObject([
      { event_type: 'order.paid', delivery_id: 'd-1' },
    ]);
    expect(outcomeOf(await bench.deliver(zap, sign('{"data":{"id":"d-1"},"attempt":2}')))).toBe('dropped');
    expect(outcomeOf(await bench.deliver(zap, sign('{"data":{"id":"d-2"}}')))).toBe('delivered');
  });

  test('A path may lead into a list', async () => {
    const run = await deliver(
      { event_path: 'events.0.action' },
      { 'X-Signature': mac('{"events":[{"action":"paid"}]}') },
      '{"events":[{"action":"paid"}]}',
    );
    expect(run.output).toMatchObject([{ event_type: 'paid' }]);
  });

  test('An event type may be in a header', async () => {
    const headers = { 'X-Signature': mac(BODY), 'X-Event': 'paid' };
    expect((await deliver({ event_path: 'header: X-Event' }, headers)).output).toMatchObject([{ event_type: 'paid' }]);
  });
});

test('Without an ID, the same body is a duplicate for ten minutes', async () => {
  const zap = await bench.zapOf(custom({}));
  const send = async () => outcomeOf(await bench.deliver(zap, { body: BODY, headers: { 'X-Signature': mac(BODY) } }));
  expect([await send(), await send()]).toEqual(['delivered', 'dropped']);
  await bench.clock.advance(599_000);
  expect(await send()).toBe('dropped');
  await bench.clock.advance(2000);
  expect(await send()).toBe('delivered');
});
