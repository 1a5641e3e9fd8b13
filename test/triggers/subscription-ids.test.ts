import { readId } from '../../providers/basekit/subscriptions.ts';
import { failing } from '../../sandbox/providers/faults.ts';
import { act } from '../helpers/actions.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const NO_ID = 'did not return its ID';
const BAD = ['', ' ', '.', '..', '../brands', '%2e%2e', 'a/b', 'a?b', 'a b', '17\n'];
const TRIGGERS = [
  { key: 'basekit_site_publish', response: (id: unknown) => ({ subscription: { ref: id } }) },
  { key: 'buildr_contact_create', response: (id: unknown) => ({ webhook: { id } }) },
].map((trigger) => ({ ...trigger, event: eventOf(trigger.key) }));

describe.each(TRIGGERS)('Subscription IDs of $key', ({ event, response }) => {
  const newZap = () => bench.sandbox.zapier.createZap(event.key, bench.connection);
  const answer = (body: object): void => {
    const emulator = bench.emulator(event);
    emulator.fault = failing('POST', emulator.webhooksPath ?? '/', { status: 201, body });
  };

  test.each(BAD)('Turning a Zap on fails if the API returns the ID %j', async (id) => {
    answer(response(id));
    await expect(bench.sandbox.zapier.turnOn(newZap())).rejects.toThrow(NO_ID);
  });

  test.each(['17', 'b1946ac9-2492-4d2a-bf3d-0c1f7f2f9b6d', 'wh_1'])('Accepts the ID %j', async (id) => {
    answer(response(id));
    const zap = newZap();
    await bench.sandbox.zapier.turnOn(zap);
    expect(zap.subscription).toMatchObject({ id });
  });

  test.each(['.', '..', '../brands', '../../users/1', 'a/b'])(
    'Turning a Zap off sends no request for the ID %j',
    async (id) => {
      const { zap } = await bench.live(event);
      const created = zap.subscription;
      const before = bench.emulator(event).targets.length;
      const deletions = () => bench.emulator(event).calls.filter(({ method }) => method === 'DELETE').length;
      const deletedBefore = deletions();
      zap.subscription = { ...created, id };
      expect(await bench.sandbox.zapier.turnOff(zap)).toMatchObject({ ok: true });
      expect([deletions(), bench.emulator(event).targets.length]).toEqual([deletedBefore, before]);
      zap.subscription = { ...created };
      zap.isOn = true;
      expect(await bench.sandbox.zapier.turnOff(zap)).toMatchObject({ ok: true });
      expect(bench.emulator(event).targets.length).toBe(before - 1);
    },
  );
});

describe('The ID in BaseKit’s response', () => {
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
  ])('in %s is %s', (json, id) => expect(readId(JSON.parse(json))).toBe(id));

  test('is unknown if the response is nested 12,000 levels deep', async () => {
    const body = nested(12_000);
    const fault = () => failing('POST', /webhooks/, { status: 201, body });
    bench.sandbox.provider('basekit').fault = fault();
    const zap = bench.sandbox.zapier.createZap('basekit_site_publish', bench.connection);
    await expect(bench.sandbox.zapier.turnOn(zap)).rejects.toThrow(
      'BaseKit sent a response that is nested too deeply.',
    );
    bench.sandbox.provider('basekit').fault = fault();
    const input = { event: 'site.publish', url: 'https://example.com/' };
    const { error, message } = await act(bench, 'basekit_create_webhook_subscription', input);
    expect([error, message]).toEqual(['AppError', expect.stringContaining('nested too deeply')]);
  });
});
