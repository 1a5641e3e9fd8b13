import { failing } from '../../sandbox/providers/faults.ts';
import type { Freshpaint } from '../../sandbox/providers/freshpaint.ts';
import { isRecord } from '../../schema/json.ts';
import { act, withAuth } from '../helpers/actions.ts';
import { openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const TRACK = 'freshpaint_track_event';
const IDENTIFY = 'freshpaint_identify_user';
const USER = 'private@example.com';

const freshpaint = (): Freshpaint => {
  const emulator = bench.sandbox.provider('freshpaint');
  // The emulator that the sandbox starts under this key.
  return emulator as Freshpaint;
};

/** The events that arrived since a moment, oldest first. */
const arrivalsSince = (since: number): Readonly<Record<string, unknown>>[] =>
  freshpaint()
    .ingested.slice(since)
    .map(({ path, body }) => {
      const { event, properties } = Object(body);
      return { path, event, ...(isRecord(properties) ? properties : {}) };
    });

const run = async (key: string, input: Readonly<Record<string, unknown>>) => {
  const since = freshpaint().ingested.length;
  const acted = await act(bench, key, input);
  return { ...acted, arrived: arrivalsSince(since) };
};

const token = () => freshpaint().credentials['freshpaint_environment_id'];

test('an event arrives in the format of Freshpaint’s HTTP API', async () => {
  const properties = { plan: 'Premium', seats: 5, trial: true, 'Präfix “ü”': '✓' };
  const { output, arrived, error } = await run(TRACK, {
    event: 'Signed Up',
    user_id: ` ${USER} `,
    properties,
    time: '2022-08-08T19:15:45+02:00',
    deduplication_id: 'order-17',
  });
  const { insert_id: insertId } = output;
  expect(error).toBeUndefined();
  expect(insertId).toMatch(/^[0-9a-f]{32}$/);
  expect(arrived).toEqual([
    {
      path: '/track',
      event: 'Signed Up',
      ...properties,
      distinct_id: USER,
      token: token(),
      time: 1_659_978_945,
      $insert_id: insertId,
    },
  ]);
  expect(output).toEqual({
    status: 'accepted',
    note: 'Freshpaint accepted the event. It checks events later and does not report the result. Look for the event in Freshpaint’s Live View.',
    event: 'Signed Up',
    user_id: USER,
    time: '2022-08-08T17:15:45.000Z',
    insert_id: insertId,
  });
});

test('a user arrives in the format of Freshpaint’s HTTP API', async () => {
  const { output, arrived } = await run(IDENTIFY, { user_id: USER, user_properties: { phone: '+15558675309' } });
  expect(arrived).toEqual([
    {
      path: '/track',
      event: '$identify',
      $user_props: { phone: '+15558675309' },
      distinct_id: USER,
      token: token(),
      time: Date.parse(String(output['time'])) / 1000,
      $insert_id: output['insert_id'],
    },
  ]);
  expect(Math.abs(Date.parse(String(output['time'])) - Date.now())).toBeLessThan(5000);
});

test('no property replaces what identifies an event', async () => {
  const properties = { distinct_id: 'x', token: 'x', time: 1, $insert_id: 'x', open: 'y' };
  const { arrived } = await run(TRACK, { event: 'Signed Up', user_id: USER, properties });
  expect(arrived[0]).toMatchObject({ distinct_id: USER, token: token(), open: 'y' });
  expect(arrived[0]?.['time']).not.toBe(1);
  expect(arrived[0]?.['$insert_id']).not.toBe('x');
});

test.each([TRACK, IDENTIFY])('%s works without properties and with a number as the user ID', async (key) => {
  const { error, arrived } = await run(key, { event: 'Signed Up', user_id: 4711 });
  expect([error, arrived[0]?.['distinct_id']]).toEqual([undefined, '4711']);
});

describe('$insert_id', () => {
  const input = { event: 'Ordered', user_id: USER, properties: { cents: 4200 } };
  const idOf = async (changes: object = {}) => (await run(TRACK, { ...input, ...changes })).output['insert_id'];

  test.each<[string, object]>([
    ['a deduplication ID', { deduplication_id: 'order-1' }],
    ['a time', { time: '2025-01-31T09:30:00Z' }],
  ])('is the same when a step with %s runs again', async (_name, given) => {
    expect(await idOf(given)).toBe(await idOf(given));
  });

  test('is different for two orders of one user', async () => {
    expect(await idOf({ deduplication_id: 'order-1' })).not.toBe(await idOf({ deduplication_id: 'order-2' }));
    expect(await idOf({ time: '2025-01-31T09:30:00Z' })).not.toBe(await idOf({ time: '2025-01-31T09:31:00Z' }));
  });

  test('is different for two runs with equal inputs that both arrived', async () => {
    expect(await idOf()).not.toBe(await idOf());
  });

  test.each<[string, object]>([
    ['a lost response', { cutOff: true }],
    ['the status 500', { status: 500 }],
    ['the status 503', { status: 503 }],
  ])('is the same for the run after %s, and new for the run after that', async (_name, fault) => {
    freshpaint().fault = failing('POST', /^\/track$/, fault, 2);
    const tries = [await run(TRACK, input), await run(TRACK, input), await run(TRACK, input)];
    const next = await run(TRACK, input);
    expect(tries.map(({ error }) => error)).toEqual(['ThrottledError', 'ThrottledError', undefined]);
    const sent = tries.flatMap(({ arrived }) => arrived.map((one) => [one['$insert_id'], one['time']]));
    const lastId = tries[2]?.output['insert_id'];
    expect(new Set(sent.map(([id]) => id))).toEqual(new Set([lastId]));
    expect(new Set(sent.map(([, time]) => time)).size).toBe(1);
    expect(next.output['insert_id']).not.toBe(lastId);
  });

  test('is not shared by a step that failed and another step', async () => {
    freshpaint().fault = failing('POST', /^\/track$/, { cutOff: true }, 1);
    const failed = await run(TRACK, input);
    const other = await run(TRACK, { ...input, properties: { cents: 4201 } });
    expect(failed.arrived[0]?.['$insert_id']).not.toBe(other.output['insert_id']);
    // The next run of the step that failed reuses its ID.
    expect((await run(TRACK, input)).output['insert_id']).toBe(failed.arrived[0]?.['$insert_id']);
  });

  test('is present, and the event is sent, when Zapier’s cache is unavailable', async () => {
    bench.sandbox.zapier.services.failCache = () => true;
    const { error, arrived } = await run(TRACK, input);
    expect([error, arrived]).toEqual([undefined, [expect.objectContaining({ $insert_id: expect.any(String) })]]);
  });
});

describe('inputs', () => {
  test.each<[string, string, object, string]>([
    [
      TRACK,
      'an empty event name',
      { user_id: USER },
      '“Event Name” is empty. Fill it in, or map a field that has a value.',
    ],
    [
      TRACK,
      'a blank user',
      { event: 'x', user_id: '  ' },
      '“User ID” is empty. Fill it in, or map a field that has a value.',
    ],
    [IDENTIFY, 'an empty user', {}, '“User ID” is empty. Fill it in, or map a field that has a value.'],
    [
      TRACK,
      'an invalid time',
      { event: 'x', user_id: USER, time: 'private day' },
      '“Time” is not a date and time such as 2025-01-31T09:30:00Z.',
    ],
  ])('%s with %s names the field and sends nothing', async (key, _name, input, expected) => {
    const { error, message, arrived } = await run(key, { ...input });
    expect([error, message, arrived]).toEqual(['AppError', expected, []]);
  });

  test.each([TRACK, IDENTIFY])(
    '%s without an environment ID in the connection names the missing field',
    async (key) => {
      const on = withAuth(bench, { freshpaint_environment_id: undefined });
      const { error, message } = await act(bench, key, { event: 'x', user_id: USER }, on);
      expect([error, message]).toEqual([
        'AppError',
        '“Freshpaint Environment ID” is missing. Edit the connection and fill it in.',
      ]);
    },
  );

  test.each([TRACK, IDENTIFY])('%s needs no webhook token', async (key) => {
    const on = withAuth(bench, { freshpaint_webhook_token: undefined });
    expect((await act(bench, key, { event: 'x', user_id: USER }, on)).error).toBeUndefined();
  });
});

test.each([
  [TRACK, { event: 'Visited', user_id: USER, properties: { diagnosis: 'private-illness' } }],
  [IDENTIFY, { user_id: USER, user_properties: { diagnosis: 'private-illness' } }],
])('%s writes possible health data to no log, whether the event arrives or not', async (key, input) => {
  expect((await run(key, input)).received).not.toContain('private');
  for (const fault of [{ status: 400 }, { status: 500 }, { cutOff: true }]) {
    freshpaint().fault = failing('POST', /^\/track$/, fault, 1);
    const { error, received } = await run(key, input);
    expect(error).toBeDefined();
    expect(received).not.toContain('private');
  }
});
