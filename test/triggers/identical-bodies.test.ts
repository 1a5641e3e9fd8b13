import { bodyOf, eventOf, events, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const MINUTE = 60_000;
const event = eventOf('basekit_account_holder_package_change');

/** Sends the same signed body after each of some delays, and counts the outputs. */
const outputsOf = async (of: typeof event, delays: readonly number[]): Promise<number[]> => {
  const live = await bench.live(of);
  const counts: number[] = [];
  for (const delay of delays) {
    await bench.clock.advance(delay);
    counts.push((await bench.send(of, live, bodyOf(of))).output.length);
  }
  return counts;
};

test('A package that is cancelled, restored and cancelled again within an hour is three events', async () => {
  const live = await bench.live(event);
  const cancelled = bodyOf(event);
  const restored = bodyOf(event, { packageChange: { ref: 1, name: 'restored' } });
  const outputs: number[] = [];
  for (const body of [cancelled, restored, cancelled]) {
    outputs.push((await bench.send(event, live, body)).output.length);
    await bench.clock.advance(20 * MINUTE);
  }
  expect(outputs).toEqual([1, 1, 1]);
});

test('A re-send within ten minutes is a duplicate', async () => {
  expect(await outputsOf(event, [0, 1 * MINUTE, 8 * MINUTE])).toEqual([1, 0, 0]);
});

test('The window starts at the delivery that was passed on', async () => {
  expect(await outputsOf(event, [0, 9 * MINUTE, 2 * MINUTE, 9 * MINUTE])).toEqual([1, 0, 1, 0]);
});

test('Bodies of other events name their time or record, so they are duplicates for days', async () => {
  for (const other of events.filter(({ provider, key }) => provider === event.provider && key !== event.key)) {
    expect([other.key, await outputsOf(other, [0, 48 * 60 * MINUTE])]).toEqual([other.key, [1, 0]]);
  }
});
