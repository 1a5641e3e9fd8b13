import { eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('firespring_event');
const OFF = [undefined, null, '', ' ', false, 'false', 'False', ' FALSE ', 'f', 0, '0', 'no', 'No', 'n', 'off'];
const ON = [true, 'true', 'TRUE', ' True ', 1, '1', 'yes', 'on', 'y', 't', 'on\n'];
/** A mapped field can contain anything. None of these means “off”, so nothing unconfirmed may pass. */
const ODD = [
  ['true'],
  [true],
  ['false'],
  [],
  {},
  { a: true },
  2,
  -1,
  'enabled',
  'ja',
  'wahr',
  'checked',
  'falsee',
  '00',
];

const sendWith = async (only: unknown, id: number) => {
  const live = await bench.live(event, { only_confirmed: only });
  const run = await bench.send(event, live, JSON.stringify({ id, event_type: 'x', payload: { id, object: 'form' } }));
  return [run.error, run.output.length];
};

test.each(OFF.map((value) => [value]))('“Only Confirmed Events” is off with %j', async (value) => {
  expect(await sendWith(value, 1)).toEqual([undefined, 1]);
});

test.each([...ON, ...ODD].map((value) => [value]))('“Only Confirmed Events” is on with %j', async (value) => {
  expect(await sendWith(value, 2)).toEqual([undefined, 0]);
});
