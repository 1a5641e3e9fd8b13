import { post, virtualClock, Zapier } from 'zapier-local';
import { startBuildr } from '../../sandbox/providers/buildr.ts';
import { failing } from '../../sandbox/providers/faults.ts';
import { bodyOf, eventOf, openBench, sourceApp } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('buildr_contact_create');
const buildr = () => bench.emulator(event);

/** The servers that a test started. */
const started: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const server of started.splice(0)) await server.close();
});

/** The body of the newest request to create a webhook. */
const newestRequest = () =>
  JSON.parse(buildr().calls.findLast(({ path }) => path.endsWith('/webhooks'))?.requestBody ?? '{}');

test('Each webhook has a different signing secret of 32 random bytes', async () => {
  const secrets = new Set<string>();
  for (let count = 0; count < 5; count += 1) {
    const { zap, target } = await bench.live(event);
    const [prefix, key = ''] = target.secret.split('_');
    expect([prefix, Buffer.from(key, 'base64').length]).toEqual(['whsec', 32]);
    expect(Buffer.from(key, 'base64').toString('base64')).toBe(key);
    expect(zap.subscription).toEqual({ id: target.id, secret: target.secret });
    secrets.add(target.secret);
  }
  expect(secrets.size).toBe(5);
});

test('A delivery that is signed with another webhook’s secret is halted', async () => {
  const [one, other] = [await bench.live(event), await bench.live(event)];
  const request = buildr().sign({ ...one.target, secret: other.target.secret }, event.type, bodyOf(event));
  expect((await bench.deliver(one.zap, request)).error?.name).toBe('HaltedError');
});

test('The webhook has the description and rate limit that the user entered', async () => {
  await bench.live(event, { description: 'New leads', rate_limit: 30 });
  expect(newestRequest().webhook).toMatchObject({ description: 'New leads', rate_limit: 30 });
});

test('The default description is Zapier, and there is no default rate limit', async () => {
  await bench.live(event);
  const { webhook } = newestRequest();
  expect(webhook).toMatchObject({ description: 'Zapier', filter_types: ['contact.create'] });
  expect(Object.keys(webhook).sort()).toEqual(['description', 'filter_types', 'secret', 'url']);
});

test('An expired session is renewed', async () => {
  await bench.clock.advance(3_600_001);
  const { zap, target } = await bench.live(event);
  await bench.clock.advance(3_600_001);
  expect(await bench.sandbox.zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
  expect(buildr().targets).not.toContainEqual(target);
});

test('Only an opportunity event is tried again with its newer name', async () => {
  const opportunity = eventOf('buildr_opportunity_create');
  for (const [{ key }, tries] of [
    [opportunity, 2],
    [event, 1],
  ] as const) {
    const { zapier } = bench.sandbox;
    buildr().fault = failing('POST', /webhooks$/, { status: 422, body: { errors: [{ detail: 'no such type' }] } });
    const before = buildr().calls.length;
    await expect(zapier.turnOn(zapier.createZap(key, bench.connection))).rejects.toThrow('no such type');
    expect(buildr().calls).toHaveLength(before + tries);
  }
});

test.each(['create', 'update'])('An account that calls the event project.%s works the same', async (verb) => {
  const clock = virtualClock();
  const newer = await startBuildr(clock, { uses: 'projects' });
  const zapier = await Zapier.start({ app: sourceApp(), clock, environment: newer.environment });
  started.push(zapier, newer);
  const opportunity = eventOf(`buildr_opportunity_${verb}`);
  const zap = zapier.createZap(opportunity.key, await zapier.connect(newer.credentials));
  await zapier.turnOn(zap);
  const [target] = newer.targets;
  if (!target) throw new Error('There is no webhook');
  expect(target.types).toEqual([`project.${verb}`]);
  await post(newer.sign(target, opportunity.type, bodyOf(opportunity)));
  await zapier.idle();
  expect(zap.runs.map(({ output }) => output)).toEqual([[opportunity.sample]]);
  expect((await zapier.test(zap)).map((record) => Object.keys(record))).toContainEqual(Object.keys(opportunity.sample));
  expect(await zapier.turnOff(zap)).toMatchObject({ ok: true });
  expect(newer.targets).toEqual([]);
});
