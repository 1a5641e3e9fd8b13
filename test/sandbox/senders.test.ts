import { type VirtualClock, virtualClock } from 'zapier-local';
import { startBuiltfirst } from '../../sandbox/providers/builtfirst.ts';
import type { Emulator } from '../../sandbox/providers/emulator.ts';
import { startFirespring } from '../../sandbox/providers/firespring.ts';
import { startFreshpaint } from '../../sandbox/providers/freshpaint.ts';
import { type Receiver, startReceiver } from '../helpers/receiver.ts';
import { hmacOf } from '../helpers/sign.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BODY = '{"id": 90210, "event_type": "message.created"}';
/** These providers sign in one way only. */
const UNUSED = { kind: 'token', in: 'header', name: 'X-Unused' } as const;

let clock: VirtualClock;
let receiver: Receiver;
let emulator: Emulator | undefined;

beforeEach(async () => {
  clock = virtualClock();
  receiver = await startReceiver(clock);
});

afterEach(async () => {
  jest.restoreAllMocks();
  await emulator?.close();
  await receiver.close();
});

const open = async <E extends Emulator>(start: (clock: VirtualClock) => Promise<E>, ...paths: string[]): Promise<E> => {
  const started = await start(clock);
  emulator = started;
  for (const path of paths) started.addTarget?.(receiver.url + path, UNUSED);
  return started;
};
const minutes = () => receiver.arrivals.map(({ at }) => at / MINUTE);
const paths = () => receiver.arrivals.map(({ path }) => path);

describe('Firespring', () => {
  test('re-sends after 1, 2, 4, 8 … minutes for three days', async () => {
    const { send } = await open(startFirespring, '/hook');
    receiver.answers = { '/hook': 500 };
    await send('message.created', BODY);
    await clock.advance(30 * DAY);
    expect(minutes()).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 1023, 2047, 4095]);
    expect(clock.pending()).toBe(0);
    for (const { body, query } of receiver.arrivals) expect([body, query]).toEqual([BODY, receiver.arrivals[0]?.query]);
  });

  test('re-sends at the exact millisecond', async () => {
    const { send } = await open(startFirespring, '/hook');
    receiver.answers = { '/hook': 500 };
    await send('message.created', BODY);
    await clock.advance(MINUTE - 1);
    expect(minutes()).toEqual([0]);
    await clock.advance(1);
    expect(minutes()).toEqual([0, 1]);
  });

  test.each([201, 202, 204, 301, 400, 404, 410, 500])('re-sends after a %d', async (status) => {
    const { send } = await open(startFirespring, '/hook');
    receiver.answers = { '/hook': status };
    const [attempt] = await send('message.created', BODY);
    await clock.advance(MINUTE);
    expect([attempt?.status, minutes()]).toEqual([status, [0, 1]]);
  });

  test('stops re-sending after a 200', async () => {
    const { send } = await open(startFirespring, '/hook');
    receiver.answers = { '/hook': 503 };
    await send('message.created', BODY);
    await clock.advance(5 * MINUTE);
    receiver.answers = {};
    await clock.advance(30 * DAY);
    expect(minutes()).toEqual([0, 1, 3, 7]);
  });

  test('waits 30 s, sends the token in the URL, and re-sends only to the URL that failed', async () => {
    const timeout = jest.spyOn(AbortSignal, 'timeout');
    const { send, credentials } = await open(startFirespring, '/one', '/two');
    receiver.answers = { '/two': 500 };
    await send('message.created', BODY);
    await clock.advance(MINUTE);
    expect(paths().sort()).toEqual(['/one', '/two', '/two']);
    expect(new Set(timeout.mock.calls.flat())).toEqual(new Set([30_000]));
    expect(receiver.arrivals[0]?.query).toBe(`?token=${credentials['firespring_url_token']}`);
  });

  test('sends nothing more to a removed URL', async () => {
    const { send, targets, removeTarget } = await open(startFirespring, '/hook');
    receiver.answers = { '/hook': 500 };
    await send('message.created', BODY);
    removeTarget?.(targets[0]?.id ?? '');
    await clock.advance(30 * DAY);
    expect(minutes()).toEqual([0]);
  });
});

describe('Freshpaint', () => {
  const track = '{"type": "track", "event": "Signed Up"}';

  /** Makes timeouts twenty times shorter, which is still long enough on a busy machine. Returns their original lengths. */
  const speedUp = (): number[] => {
    const waits: number[] = [];
    const [timeout, now] = [AbortSignal.timeout, performance.now.bind(performance)];
    const start = now();
    jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      waits.push(milliseconds);
      return timeout.call(AbortSignal, Math.ceil(milliseconds / 20));
    });
    jest.spyOn(performance, 'now').mockImplementation(() => start + 20 * (now() - start));
    return waits;
  };

  test('sends to every URL, with the user’s header and without a Content-Type', async () => {
    const { send, credentials } = await open(startFreshpaint, '/one', '/two');
    await send('track', track);
    expect(paths()).toEqual(['/one', '/two']);
    for (const { headers, body } of receiver.arrivals) {
      expect(body).toBe(track);
      expect(headers['x-webhook-token']).toBe(credentials['freshpaint_webhook_token']);
      expect(headers['content-type']).not.toBe('application/json');
    }
  });

  test.each([
    ['identify', 'page'],
    ['page', 'identify'],
  ] as const)('sends %s events only if the user enables them, independent of %s events', async (type, other) => {
    const { send, options } = await open(startFreshpaint, '/one');
    Object.assign(options, { [type]: false, [other]: true });
    expect(await send(type, track)).toEqual([]);
    expect(await send(other, track)).toHaveLength(1);
    options[type] = true;
    expect(await send(type, track)).toHaveLength(1);
  });

  test('does not send identify and page events by default', async () => {
    const { options, send } = await open(startFreshpaint);
    expect(options).toEqual({ identify: false, page: false });
    expect(await send('track', track)).toEqual([]);
  });

  test('does not retry if one URL received the event', async () => {
    const { send } = await open(startFreshpaint, '/one', '/two', '/three');
    receiver.answers = { '/one': 500, '/three': 404 };
    expect((await send('track', track)).map(({ status }) => status)).toEqual([500, 200, 404]);
    expect(clock.pending()).toBe(0);
  });

  test('retries all URLs until one receives the event', async () => {
    const { send } = await open(startFreshpaint, '/one', '/two');
    receiver.answers = { '/one': 500, '/two': 500 };
    await send('track', track);
    expect(clock.pending()).toBe(1);
    receiver.answers = { '/one': 500 };
    await clock.advance(DAY);
    expect(paths()).toEqual(['/one', '/two', '/one', '/two']);
    expect(new Set(receiver.arrivals.map(({ body }) => body))).toEqual(new Set([track]));
    expect(clock.pending()).toBe(0);
  });

  test('gives up after ten attempts', async () => {
    const { send } = await open(startFreshpaint, '/one');
    receiver.answers = { '/one': 500 };
    await send('track', track);
    await clock.advance(30 * DAY);
    expect([receiver.arrivals.length, clock.pending()]).toEqual([10, 0]);
  });

  test('waits 5 s for each URL', async () => {
    const waits = speedUp();
    const { send } = await open(startFreshpaint, '/slow', '/quick');
    receiver.answers = { '/slow': 'silence' };
    expect((await send('track', track)).map(({ status }) => status)).toEqual([0, 200]);
    expect(waits).toEqual([5000, 5000]);
    expect(clock.pending()).toBe(0);
  });

  test('waits 25 s for all URLs together, with a shorter timeout for the last and none for the rest', async () => {
    const waits = speedUp();
    const slow = ['/1', '/2', '/3', '/4', '/5', '/6', '/7'];
    const { send } = await open(startFreshpaint, ...slow);
    receiver.answers = Object.fromEntries(slow.map((path) => [path, 'silence' as const]));
    const attempts = await send('track', track);
    expect(attempts.length).toBeGreaterThanOrEqual(2);
    expect(attempts.length).toBeLessThanOrEqual(5);
    expect(paths()).toEqual(slow.slice(0, attempts.length));
    // Timers accept whole milliseconds only.
    expect(waits.every((wait) => Number.isInteger(wait))).toBe(true);
    expect(attempts.every(({ status }) => status === 0)).toBe(true);
    expect(waits.slice(0, -1).every((wait) => wait === 5000)).toBe(true);
    expect(waits.at(-1)).toBeLessThan(5000);
    expect(clock.pending()).toBe(1);
  });
});

describe('Builtfirst', () => {
  const mock = '{"id": "log-1", "object": "event", "mock": true, "type": "items_searched"}';

  test('sends every event, including test events, to every URL, signed with its secret', async () => {
    const { send, credentials } = await open(startBuiltfirst, '/one', '/two');
    await send('items_searched', mock);
    expect(paths().sort()).toEqual(['/one', '/two']);
    for (const { headers, body } of receiver.arrivals) {
      const signature = hmacOf(credentials['builtfirst_webhook_secret'] ?? '', body, 'hex');
      expect([body, headers['builtfirst-webhook-signature-sha256']]).toEqual([mock, signature]);
    }
  });

  test('does not re-send a failed delivery', async () => {
    const { send } = await open(startBuiltfirst, '/one');
    receiver.answers = { '/one': 500 };
    await send('items_searched', mock);
    expect(clock.pending()).toBe(0);
  });
});
