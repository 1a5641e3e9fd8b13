import { payloadSample } from '../../triggers/define-event.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();

/** What a user can fill in, and how many of the event’s samples then start the Zap. */
const runsOf = async (key: string, input: Readonly<Record<string, unknown>>, body = bodyOf(eventOf(key))) => {
  const event = eventOf(key);
  const { error, output } = await bench.send(event, await bench.live(event, input), body);
  expect(error).toBeUndefined();
  return output.length;
};

describe.each([
  { key: 'basekit_store_order_updated', noun: 'order', status: 'paid' },
  { key: 'basekit_booking_updated', noun: 'booking', status: 'completed' },
])('$key, only with some status', ({ key, noun, status }) => {
  const wire = payloadSample(eventOf(key));
  const withStatus = (value: unknown) => JSON.stringify({ ...wire, [noun]: { ...Object(wire[noun]), status: value } });

  test.each([
    { name: 'its status', chosen: status },
    { name: 'its status in a list', chosen: ['shipped', status] },
    { name: 'its status in capitals, with white space', chosen: ` ${status.toUpperCase()} ` },
    { name: 'nothing', chosen: undefined },
    { name: 'an empty text', chosen: '' },
    { name: 'an empty list', chosen: [] },
    { name: 'a list of nothing', chosen: ['', '  '] },
  ])('starts the Zap for $name', async ({ chosen }) => expect(await runsOf(key, { status: chosen })).toBe(1));

  test.each([
    { name: 'another status', chosen: 'shipped' },
    { name: 'several others', chosen: ['shipped', 'pending'] },
    { name: 'a part of its status', chosen: status.slice(0, -1) },
  ])('does not start it for $name', async ({ chosen }) => expect(await runsOf(key, { status: chosen })).toBe(0));

  test('starts it for an event whose status is no text any more', async () => {
    expect(await runsOf(key, { status: 'shipped' }, withStatus({ name: 'paid' }))).toBe(1);
    expect(await runsOf(key, { status: 'shipped' }, withStatus(null))).toBe(1);
  });

  test('tells statuses apart that share a beginning', async () => {
    expect(await runsOf(key, { status }, withStatus(`${status}-later`))).toBe(0);
  });
});

describe('freshpaint_track, only some events', () => {
  const event = eventOf('freshpaint_track');
  const named = (name: unknown) => bodyOf(event, { event: name });

  test.each([
    { names: ['Signed Up'], name: 'Signed Up', runs: 1 },
    { names: ['signed up', 'Paid'], name: 'Signed Up', runs: 1 },
    { names: ['Signed'], name: 'Signed Up', runs: 0 },
    { names: ['Paid'], name: 'Signed Up', runs: 0 },
    { names: ['Paid'], name: null, runs: 1 },
    { names: ['Paid'], name: undefined, runs: 1 },
    { names: [], name: 'Signed Up', runs: 1 },
  ])('$names and an event named $name: $runs', async ({ names, name, runs }) => {
    expect(await runsOf('freshpaint_track', { event_names: names }, named(name))).toBe(runs);
  });
});

describe('firespring_event, only some types', () => {
  const event = eventOf('firespring_event');

  test.each([
    { types: ['order.created'], type: 'order.created', runs: 1 },
    { types: ['ORDER.created '], type: 'order.created', runs: 1 },
    { types: ['order.created'], type: 'order.updated', runs: 0 },
    { types: ['order.created'], type: 'order.created.late', runs: 0 },
    { types: [], type: 'anything.at-all', runs: 1 },
    { types: ['order.created'], type: null, runs: 1 },
  ])('$types and an event of type $type: $runs', async ({ types, type, runs }) => {
    expect(await runsOf('firespring_event', { event_types: types }, bodyOf(event, { event_type: type }))).toBe(runs);
  });
});

test('a filter is applied after the proof: a stranger learns nothing from it', async () => {
  const event = eventOf('basekit_store_order_updated');
  const { zap, target } = await bench.live(event, { status: 'shipped' });
  const forged = bench.emulator(event).sign({ ...target, secret: 'guessed' }, event.type, bodyOf(event));
  expect((await bench.deliver(zap, forged)).error?.name).toBe('HaltedError');
});
