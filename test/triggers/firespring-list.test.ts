import { failing } from '../../sandbox/providers/faults.ts';
import { withAuth } from '../helpers/actions.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('firespring_event');

describe('Test trigger', () => {
  const list = (connection = bench.connection) =>
    bench.sandbox.zapier.test(bench.sandbox.zapier.createZap(event.key, connection));

  test('Shows the newest messages in the shape of deliveries', async () => {
    const items = await list();
    expect(items.map(({ payload }) => payload)).toEqual([53, 52, 51, 50, 49].map((id) => ({ id, object: 'message' })));
    const [item] = items;
    expect(item).toMatchObject({ confirmed: true, event_type: null, date_created: '2018-05-31T15:22:10+00:00' });
    const [delivered] = (await bench.send(event, await bench.live(event), bodyOf(event))).output;
    expect(items[2]?.['record']).toEqual(delivered?.['record']);
    expect(Object.keys(item ?? {}).sort()).toEqual(Object.keys(delivered ?? {}).sort());
    expect(event.output.safeParse(item).error?.issues ?? []).toEqual([]);
  });

  test('Shows the sample if there is no message or no API key', async () => {
    expect(await list(withAuth(bench, { firespring_api_key: '', firespring_website_id: '' }))).toEqual([event.sample]);
    bench.emulator(event).fault = failing('GET', /messages$/, { status: 200, body: { data: [] } });
    expect(await list()).toEqual([event.sample]);
  });

  test.each([
    [401, 'Check “Firespring API Key” and “Firespring Website ID” in the connection.'],
    [403, 'Check “Firespring API Key” and “Firespring Website ID” in the connection and the permissions'],
    [404, 'Check the website ID in the connection.'],
    [500, 'Try again in a few minutes.'],
    [429, 'Try again in 60 seconds.'],
  ])('The error for a %d says what to do', async (status, remedy) => {
    bench.emulator(event).fault = failing('GET', /messages$/, { status });
    await expect(list()).rejects.toThrow(remedy);
  });

  test('A connection without the token is an error that names the field', async () => {
    await expect(list(withAuth(bench, { firespring_url_token: '' }))).rejects.toThrow(
      '“Firespring URL Token” is missing. Edit the connection and fill it in.',
    );
  });
});
