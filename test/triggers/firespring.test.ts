import { failing } from '../../sandbox/providers/faults.ts';
import { withAuth } from '../helpers/actions.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('firespring_event');
const firespring = () => bench.emulator(event);
const unconfirmed = { confirmed: false, record: {} };
const about = (payload: unknown, id = 1) => bodyOf(event, { id, payload });

test('a message that Firespring knows is confirmed and comes with its record', async () => {
  const run = await bench.send(event, await bench.live(event), about({ object: 'message', id: 51 }));
  expect(run.output).toMatchObject([{ confirmed: true, record: { id: 51, object: 'message' } }]);
});

test('a record that Firespring does not know is refused, and nothing of it gets through', async () => {
  const run = await bench.send(event, await bench.live(event), about({ object: 'message', id: 987_654 }));
  expect([run.output, run.error?.name]).toEqual([[], 'HaltedError']);
  expect(run.error?.message).toContain('(record_not_found)');
  expect(run.error?.message).not.toContain('987654');
});

test('a record that Firespring did not know yet is not held against the next try', async () => {
  const live = await bench.live(event);
  const request = firespring().sign(live.target, event.type, about({ object: 'message', id: 51 }));
  firespring().fault = failing('GET', /./, { status: 404 }, 1);
  expect((await bench.deliver(live.zap, request)).error?.name).toBe('HaltedError');
  expect((await bench.deliver(live.zap, request)).output).toHaveLength(1);
});

test.each([401, 403])(
  'credentials that Firespring answers %i to are an error that its owner hears of',
  async (status) => {
    const live = await bench.live(event);
    const request = firespring().sign(live.target, event.type, about({ object: 'message', id: 51 }));
    firespring().fault = failing('GET', /./, { status }, 1);
    const run = await bench.deliver(live.zap, request);
    expect([run.output, run.error?.name]).toEqual([[], 'AppError']);
    expect(run.error?.message).toMatch(/“Firespring API Key” and “Firespring Website ID”/);
    // Firespring itself does not send again what was answered 200, but Zapier replays a run when its owner asks for it.
    expect((await bench.deliver(live.zap, request)).output).toMatchObject([{ confirmed: true }]);
  },
);

test.each([
  { name: 'names nothing', payload: {} },
  { name: 'names something that the API does not have', payload: { object: 'donation', id: 3 } },
  { name: 'names no id', payload: { object: 'message' } },
  { name: 'names a property of every object', payload: { object: 'constructor', id: 3 } },
  { name: 'leads elsewhere', payload: { object: 'message', id: '../orders/1' } },
  { name: 'leads up', payload: { object: 'message', id: '..' } },
  { name: 'is a list', payload: [{ object: 'message', id: 51 }] },
  { name: 'is null', payload: null },
])('a payload that $name is delivered unconfirmed, without asking', async ({ payload }) => {
  const live = await bench.live(event);
  const before = firespring().calls.length;
  const run = await bench.send(event, live, about(payload));
  expect(run.output).toMatchObject([{ payload, ...unconfirmed }]);
  expect(firespring().calls.slice(before)).toEqual([]);
});

test('without an API key, the token alone proves a delivery, which is then unconfirmed', async () => {
  const { zap, target } = await bench.live(event);
  zap.connection = withAuth(bench, { firespring_api_key: undefined, firespring_website_id: undefined });
  const request = firespring().sign(target, event.type, about({ object: 'message', id: 51 }));
  expect((await bench.deliver(zap, request)).output).toMatchObject([unconfirmed]);
});

test.each([
  { name: 'no token', change: (url: URL) => url.searchParams.delete('token'), reason: 'token_missing' },
  { name: 'an empty token', change: (url: URL) => url.searchParams.set('token', ''), reason: 'token_missing' },
  { name: 'another token', change: (url: URL) => url.searchParams.set('token', 'guess'), reason: 'token_mismatch' },
  { name: 'two tokens', change: (url: URL) => url.searchParams.append('token', 'guess'), reason: 'token_ambiguous' },
])('$name is refused', async ({ change, reason }) => {
  const { zap, target } = await bench.live(event);
  const request = firespring().sign(target, event.type, bodyOf(event));
  const url = new URL(request.url);
  change(url);
  const run = await bench.deliver(zap, { ...request, url: url.href });
  expect([run.output, run.error?.name]).toEqual([[], 'HaltedError']);
  expect(run.error?.message).toContain(`(${reason})`);
});
