import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();

test.each([true, 'true', 'TRUE', ' true ', 1, '1', 'yes', 'Yes', 'on'])('mock: %j is a test event', async (mock) => {
  const event = eventOf('builtfirst_items_searched');
  const body = bodyOf(event, { mock });
  expect((await bench.send(event, await bench.live(event), body)).output).toEqual([]);
  const included = await bench.live(event, { include_test_events: 'true' });
  expect((await bench.send(event, included, body)).output).toHaveLength(1);
});

test.each([false, 'false', 0, '0', 'no', '', null, undefined])('mock: %j is no test event', async (mock) => {
  const event = eventOf('builtfirst_items_searched');
  expect((await bench.send(event, await bench.live(event), bodyOf(event, { mock }))).output).toHaveLength(1);
});

test('A numeric ID of a subscription unsubscribes', async () => {
  const event = eventOf('basekit_site_publish');
  const { zap, target } = await bench.live(event);
  const id = Number(target.id);
  expect(Number.isSafeInteger(id)).toBe(true);
  zap.subscription = { id };
  expect(await bench.sandbox.zapier.turnOff(zap)).toMatchObject({ ok: true });
  expect(bench.emulator(event).targets.map(({ url }) => url)).not.toContain(target.url);
});

test.each(['0', '-5', '1.5', 'many', '1e3', '60 per minute', '1234567890'])(
  '“Events per Minute” of %s is refused before anything is created',
  async (rate) => {
    const event = eventOf('buildr_contact_create');
    const before = bench.emulator(event).calls.length;
    await expect(bench.live(event, { rate_limit: rate })).rejects.toThrow('“Events per Minute” must be a whole number');
    expect(bench.emulator(event).calls).toHaveLength(before);
  },
);

test.each([undefined, '', ' ', '60', 60])('“Events per Minute” of %j is accepted', async (rate) => {
  await expect(bench.live(eventOf('buildr_contact_create'), { rate_limit: rate })).resolves.toBeDefined();
});

test('A listed record of Buildr, which has no URL, fits the schema', async () => {
  const event = eventOf('buildr_contact_create');
  const records = await bench.sandbox.zapier.test(bench.sandbox.zapier.createZap(event.key, bench.connection));
  expect(records[0]).toMatchObject({ url: null });
  expect(event.payload.safeParse(records[0]).error).toBeUndefined();
});
