import { virtualClock } from '../../sandbox/clock.ts';
import { startBuildr } from '../../sandbox/providers/buildr.ts';
import { post } from '../../sandbox/providers/emulator.ts';
import { failing } from '../../sandbox/providers/faults.ts';
import { Zapier } from '../../sandbox/zapier/zapier.ts';
import { bodyOf, eventOf, openBench, sourceLambda } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('buildr_contact_create');
const buildr = () => bench.emulator(event);

/** What a test started for itself, and would keep the tests from ending. */
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** What Buildr was asked for, last. */
const askedLast = () => JSON.parse(buildr().calls.findLast(({ path }) => path.endsWith('/webhooks'))?.sent ?? '{}');

test('each webhook has a signing secret of its own: 32 random bytes', async () => {
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

test('one webhook’s secret does not open another’s URL', async () => {
  const [one, other] = [await bench.live(event), await bench.live(event)];
  const request = buildr().sign({ ...one.target, secret: other.target.secret }, event.type, bodyOf(event));
  expect((await bench.deliver(one.zap, request)).error?.name).toBe('HaltedError');
});

test('the webhook is called as the user says, and is as fast as the user says', async () => {
  await bench.live(event, { description: 'New leads', rate_limit: 30 });
  expect(askedLast().webhook).toMatchObject({ description: 'New leads', rate_limit: 30 });
});

test('without the user’s words it is called Zapier, and keeps Buildr’s own speed', async () => {
  await bench.live(event);
  const { webhook } = askedLast();
  expect(webhook).toMatchObject({ description: 'Zapier', filter_types: ['contact.create'] });
  expect(Object.keys(webhook).sort()).toEqual(['description', 'filter_types', 'secret', 'url']);
});

test('a session that is over is renewed on the way', async () => {
  await bench.clock.advance(3_600_001);
  const { zap, target } = await bench.live(event);
  await bench.clock.advance(3_600_001);
  expect(await bench.sandbox.zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
  expect(buildr().targets).not.toContainEqual(target);
});

test('a refused name of an event is tried once more under its newer name, and no other is', async () => {
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

test.each(['create', 'update'])(
  'a Buildr that says project.%s in place of opportunity works the same',
  async (verb) => {
    const clock = virtualClock();
    const newer = await startBuildr(clock, { knows: 'projects' });
    const zapier = await Zapier.start({ lambda: sourceLambda(), clock, environment: newer.environment });
    opened.push(zapier, newer);
    const one = eventOf(`buildr_opportunity_${verb}`);
    const zap = zapier.createZap(one.key, await zapier.connect(newer.credentials));
    await zapier.turnOn(zap);
    const [target] = newer.targets;
    if (!target) throw new Error('Nothing was registered');
    expect(target.types).toEqual([`project.${verb}`]);
    await post(newer.sign(target, one.type, bodyOf(one)));
    await zapier.idle();
    expect(zap.runs.map(({ output }) => output)).toEqual([[one.sample]]);
    expect((await zapier.test(zap)).map((record) => Object.keys(record))).toContainEqual(Object.keys(one.sample));
    expect(await zapier.turnOff(zap)).toMatchObject({ ok: true });
    expect(newer.targets).toEqual([]);
    await zapier.close();
    await newer.close();
  },
);
