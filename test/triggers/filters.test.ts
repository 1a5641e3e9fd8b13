import { payloadSample } from '../../triggers/define-event.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();

/** The number of outputs of a delivery to a Zap with these inputs. */
const outputs = async (key: string, input: Readonly<Record<string, unknown>>, body = bodyOf(eventOf(key))) => {
  const event = eventOf(key);
  const { error, output } = await bench.send(event, await bench.live(event, input), body);
  expect(error).toBeUndefined();
  return output.length;
};

describe.each([
  { key: 'basekit_store_order_updated', noun: 'order', status: 'paid' },
  { key: 'basekit_booking_updated', noun: 'booking', status: 'completed' },
])('status filter of $key', ({ key, noun, status }) => {
  const payload = payloadSample(eventOf(key));
  const withStatus = (value: unknown) =>
    JSON.stringify({ ...payload, [noun]: { ...Object(payload[noun]), status: value } });

  test.each([
    { name: 'its status', chosen: status },
    { name: 'its status in a list', chosen: ['shipped', status] },
    { name: 'its status in capitals, with white space', chosen: ` ${status.toUpperCase()} ` },
    { name: 'no value', chosen: undefined },
    { name: 'an empty text', chosen: '' },
    { name: 'an empty list', chosen: [] },
    { name: 'a list of empty texts', chosen: ['', '  '] },
  ])('Passes the event for $name', async ({ chosen }) => expect(await outputs(key, { status: chosen })).toBe(1));

  test.each([
    { name: 'another status', chosen: 'shipped' },
    { name: 'several other statuses', chosen: ['shipped', 'pending'] },
    { name: 'a part of its status', chosen: status.slice(0, -1) },
  ])('Drops the event for $name', async ({ chosen }) => expect(await outputs(key, { status: chosen })).toBe(0));

  test('Passes an event whose status is not text', async () => {
    expect(await outputs(key, { status: 'shipped' }, withStatus({ name: 'paid' }))).toBe(1);
    expect(await outputs(key, { status: 'shipped' }, withStatus(null))).toBe(1);
  });

  test('Drops an event whose status only starts with the chosen one', async () => {
    expect(await outputs(key, { status }, withStatus(`${status}-later`))).toBe(0);
  });
});

describe('event name filter of freshpaint_track', () => {
  const event = eventOf('freshpaint_track');
  const withName = (name: unknown) => bodyOf(event, { event: name });

  test.each([
    { names: ['Signed Up'], name: 'Signed Up', runs: 1 },
    { names: ['signed up', 'Paid'], name: 'Signed Up', runs: 1 },
    { names: ['Signed'], name: 'Signed Up', runs: 0 },
    { names: ['Paid'], name: 'Signed Up', runs: 0 },
    { names: ['Paid'], name: null, runs: 1 },
    { names: ['Paid'], name: undefined, runs: 1 },
    { names: [], name: 'Signed Up', runs: 1 },
  ])('$runs outputs for the filter $names and the event name $name', async ({ names, name, runs }) => {
    expect(await outputs('freshpaint_track', { event_names: names }, withName(name))).toBe(runs);
  });
});

describe('event type filter of firespring_event', () => {
  const event = eventOf('firespring_event');

  test.each([
    { types: ['order.created'], type: 'order.created', runs: 1 },
    { types: ['ORDER.created '], type: 'order.created', runs: 1 },
    { types: ['order.created'], type: 'order.updated', runs: 0 },
    { types: ['order.created'], type: 'order.created.late', runs: 0 },
    { types: [], type: 'anything.at-all', runs: 1 },
    { types: ['order.created'], type: null, runs: 1 },
  ])('$runs outputs for the filter $types and the event type $type', async ({ types, type, runs }) => {
    expect(await outputs('firespring_event', { event_types: types }, bodyOf(event, { event_type: type }))).toBe(runs);
  });
});

test('A filter does not apply to a delivery that is not verified', async () => {
  const event = eventOf('basekit_store_order_updated');
  const { zap, target } = await bench.live(event, { status: 'shipped' });
  const forged = bench.emulator(event).sign({ ...target, secret: 'guessed' }, event.type, bodyOf(event));
  expect((await bench.deliver(zap, forged)).error?.name).toBe('HaltedError');
});
