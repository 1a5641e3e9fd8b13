import { failing } from '../../sandbox/providers/faults.ts';
import { messageOf, reasonOf, resultOf } from '../helpers/runs.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('firespring_event');
const firespring = () => bench.emulator(event);
const bodyWith = (payload: unknown) => bodyOf(event, { id: 1, payload });

test('A record that does not exist is refused, and its ID is not in the message', async () => {
  const run = await bench.send(event, await bench.live(event), bodyWith({ object: 'message', id: 987_654 }));
  expect([resultOf(run), run.isOver]).toEqual(['ThrottledError', false]);
  expect(messageOf(run)).not.toContain('987654');
  await bench.clock.advance(60_000);
  expect([resultOf(run), reasonOf(run)]).toEqual(['HaltedError', 'record_not_found']);
  expect(messageOf(run)).not.toContain('987654');
});

test('A delivery that was refused is accepted when it is re-sent and the record exists', async () => {
  const live = await bench.live(event);
  const request = firespring().sign(live.target, event.type, bodyWith({ object: 'message', id: 51 }));
  firespring().fault = failing('GET', /./, { status: 404 }, 2);
  const run = await bench.deliver(live.zap, request);
  await bench.clock.advance(60_000);
  expect([run.calls, run.error?.name]).toEqual([2, 'HaltedError']);
  expect((await bench.deliver(live.zap, request)).output).toHaveLength(1);
});

test.each([401, 403])(
  'Credentials that get a %i halt the delivery, which any sender can cause, and a replay is delivered',
  async (status) => {
    const live = await bench.live(event);
    const request = firespring().sign(live.target, event.type, bodyWith({ object: 'message', id: 51 }));
    firespring().fault = failing('GET', /./, { status }, 1);
    const run = await bench.deliver(live.zap, request);
    expect([run.output, run.error?.name, reasonOf(run)]).toEqual([[], 'HaltedError', 'record_not_readable']);
    expect(messageOf(run)).toContain('Check the API key and its permissions in the provider’s settings.');
    // Firespring does not re-send a delivery that got a 200, but the owner of the Zap can replay the run.
    expect((await bench.deliver(live.zap, request)).output).toMatchObject([{ confirmed: true }]);
  },
);

test.each([
  { name: 'no token', change: (url: URL) => url.searchParams.delete('token'), reason: 'token_missing' },
  { name: 'an empty token', change: (url: URL) => url.searchParams.set('token', ''), reason: 'token_missing' },
  { name: 'another token', change: (url: URL) => url.searchParams.set('token', 'guess'), reason: 'token_mismatch' },
  { name: 'two tokens', change: (url: URL) => url.searchParams.append('token', 'guess'), reason: 'token_ambiguous' },
])('A delivery with $name is refused', async ({ change, reason }) => {
  const { zap, target } = await bench.live(event);
  const request = firespring().sign(target, event.type, bodyOf(event));
  const url = new URL(request.url);
  change(url);
  const run = await bench.deliver(zap, { ...request, url: url.href });
  expect([resultOf(run), reasonOf(run)]).toEqual(['HaltedError', reason]);
});
