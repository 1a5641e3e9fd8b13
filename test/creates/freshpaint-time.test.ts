import { act } from '../helpers/actions.ts';
import { openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const send = (time: unknown, extra = {}) =>
  act(bench, 'freshpaint_track_event', { event: 'Order', user_id: 'a@example.com', time, ...extra });

test.each([
  '5',
  'Jan 5',
  '2025',
  '1738315800',
  '01/02/2025',
  '2025-13-01',
  '2025-02-31',
  '2025-01-31T25:00:00Z',
  'now',
])('The time %s is rejected', async (time) => {
  expect(await send(time)).toMatchObject({
    error: 'AppError',
    message: expect.stringContaining('“Time” is not a date'),
  });
});

test.each([
  ['2025-01-31T09:30:00Z', '2025-01-31T09:30:00.000Z'],
  ['2025-01-31T09:30:00+01:00', '2025-01-31T08:30:00.000Z'],
  ['2025-01-31 09:30:00+0100', '2025-01-31T08:30:00.000Z'],
  ['2025-01-31', '2025-01-31T00:00:00.000Z'],
  ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.000Z'],
])('The time %s is %s', async (time, iso) => {
  expect((await send(time)).output).toMatchObject({ time: iso });
});

test('Two events in the same second have different IDs, and the same event has the same', async () => {
  const idAt = async (time: string) => (await send(time)).output['insert_id'];
  const first = await idAt('2025-01-31T09:30:00.100Z');
  expect(await idAt('2025-01-31T09:30:00.200Z')).not.toBe(first);
  expect(await idAt('2025-01-31T09:30:00.100Z')).toBe(first);
  expect(await idAt('2025-01-31T10:30:00.100+01:00')).toBe(first);
});
