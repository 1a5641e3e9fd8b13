import { readId } from '../../providers/basekit/subscriptions.ts';
import { failing } from '../../sandbox/providers/faults.ts';
import { act } from '../helpers/actions.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const BAD = ['', ' ', '.', '..', '../brands', '%2e%2e', 'a/b', 'a?b', 'a b', '17\n'];
const WAYS = [
  { key: 'basekit_site_publish', answer: (id: unknown) => ({ subscription: { ref: id } }) },
  { key: 'buildr_contact_create', answer: (id: unknown) => ({ webhook: { id } }) },
].map((way) => ({ ...way, event: eventOf(way.key) }));

describe.each(WAYS)('R26: an id that could lead elsewhere is none: $key', ({ event, answer }) => {
  const newZap = () => bench.sandbox.zapier.createZap(event.key, bench.connection);

  test.each(BAD)('a subscription with the id %j counts as not made', async (id) => {
    bench.emulator(event).fault = failing('POST', /webhooks/, { status: 201, body: answer(id) });
    await expect(bench.sandbox.zapier.turnOn(newZap())).rejects.toThrow(/did not say its (id|number)/);
  });

  test.each(['17', 'b1946ac9-2492-4d2a-bf3d-0c1f7f2f9b6d', 'wh_1'])('the id %j is taken', async (id) => {
    bench.emulator(event).fault = failing('POST', /webhooks/, { status: 201, body: answer(id) });
    const zap = newZap();
    await bench.sandbox.zapier.turnOn(zap);
    expect(zap.subscription).toMatchObject({ id });
  });

  test.each(['.', '..', '../brands', '../../users/1', 'a/b'])('with the id %j nothing is deleted', async (id) => {
    const { zap } = await bench.live(event);
    const own = zap.subscription;
    const before = bench.emulator(event).targets.length;
    const calls = () => bench.emulator(event).calls.filter(({ method }) => method === 'DELETE').length;
    const deleted = calls();
    zap.subscription = { ...own, id };
    expect(await bench.sandbox.zapier.turnOff(zap)).toMatchObject({ ok: true });
    expect([calls(), bench.emulator(event).targets.length]).toEqual([deleted, before]);
    zap.subscription = { ...own };
    zap.isOn = true;
    expect(await bench.sandbox.zapier.turnOff(zap)).toMatchObject({ ok: true });
    expect(bench.emulator(event).targets.length).toBe(before - 1);
  });
});

describe('R27: BaseKit’s answer is read one level deep', () => {
  const nested = (depth: number, inner = '{"ref":17}'): string =>
    `${'{"subscription":'.repeat(depth)}${inner}${'}'.repeat(depth)}`;

  test.each([
    ['{"ref":17}', '17'],
    ['{"id":"17"}', '17'],
    ['{"subscription":{"id":17}}', '17'],
    ['{"ref":"","id":"17"}', '17'],
    ['{"ref":{"toString":1},"subscription":{"ref":17}}', '17'],
    [nested(2), undefined],
    ['{"ref":""}', undefined],
    ['{"ref":[17]}', undefined],
    ['[]', undefined],
    ['null', undefined],
  ])('%s', (json, id) => expect(readId(JSON.parse(json))).toBe(id));

  test('12,000 levels end neither a Zap’s start nor a step with an error of their own', async () => {
    const body = nested(12_000);
    const fault = () => failing('POST', /webhooks/, { status: 201, body });
    bench.sandbox.provider('basekit').fault = fault();
    const zap = bench.sandbox.zapier.createZap('basekit_site_publish', bench.connection);
    await expect(bench.sandbox.zapier.turnOn(zap)).rejects.toThrow('did not say its number');
    bench.sandbox.provider('basekit').fault = fault();
    const input = { event: 'site.publish', url: 'https://example.com/' };
    const { error, output } = await act(bench, 'basekit_create_webhook_subscription', input);
    expect([error, output['id']]).toEqual([undefined, null]);
  });
});
