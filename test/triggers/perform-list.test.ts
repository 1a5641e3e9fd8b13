import { missingKeys, type ZapierError } from 'zapier-local';
import { fieldLabels } from '../../platform/connection.ts';
import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import { inputOf } from '../../sandbox/subjects.ts';
import type { Event } from '../../triggers/define-event.ts';
import { bodyOf, eventOf, events, oneOfEach, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const named = (list: readonly Event[]) => list.map((event) => ({ key: event.key, event }));

/** The items that “Test trigger” shows, before the Zap is turned on. */
const listOf = (event: Event, connection = bench.connection) =>
  bench.sandbox.zapier.test(bench.sandbox.zapier.createZap(event.key, connection, inputOf(event)));

/** The sample, or for a sender that signs a time the sample as if it was sent now. */
const sampleOf = ({ sample, provider }: Event) =>
  provider.choice ? { ...sample, delivery_id: 'example', sent_at: expect.any(String) } : sample;

/** The items or the error while the provider’s API fails, and whether the API was called. */
const listDuring = async (event: Event, fault: Fault) => {
  const emulator = bench.emulator(event);
  emulator.fault = failing('GET', /./, fault);
  const before = emulator.calls.length;
  const outcome = await listOf(event).catch((error: ZapierError) => error);
  return { outcome, isCalled: emulator.calls.length > before };
};

/** The keys of the triggers that show real records. */
const LIVE = [
  'basekit_account_holder_created',
  'basekit_account_holder_package_change',
  ...events.filter(({ provider }) => provider.key === 'buildr').map(({ key }) => key),
  'firespring_event',
];

describe.each(named(events))('$key', ({ event }) => {
  test('Shows records with all keys of the sample and no key that a delivery does not have', async () => {
    const list = await listOf(event);
    const run = await bench.send(event, await bench.live(event), bodyOf(event));
    const [output = {}] = run.output;
    expect(list.length).toBeGreaterThan(0);
    for (const item of list) {
      expect(missingKeys(event.sample, item)).toEqual([]);
      expect(missingKeys(item, output)).toEqual([]);
    }
    if (!LIVE.includes(event.key)) expect(list).toEqual([sampleOf(event)]);
  });

  test('Shows the sample if the provider has no records', async () => {
    const { outcome, isCalled } = await listDuring(event, { status: 200, body: {} });
    expect([outcome, isCalled]).toEqual([[sampleOf(event)], LIVE.includes(event.key)]);
  });

  test('Fails if the provider is down, unless it does not need the API', async () => {
    const { outcome, isCalled } = await listDuring(event, { status: 503 });
    expect(isCalled).toBe(LIVE.includes(event.key));
    if (!isCalled) expect(outcome).toEqual([sampleOf(event)]);
    else expect(String(outcome)).toContain(`${event.provider.label} answered with the error 503.`);
  });
});

describe.each(named(events.filter(({ key }) => LIVE.includes(key))))('errors of $key', ({ event }) => {
  const { label } = event.provider;

  test.each([
    {
      fault: { status: 403, body: { message: 'not yours' } },
      says: `${label} does not allow this. ${label} said: “not yours”.`,
    },
    {
      fault: { status: 422, body: { error: 'bad page' } },
      says: `${label} refused the request (422). ${label} said: “bad page”.`,
    },
    {
      fault: { status: 429, headers: { 'Retry-After': '5' } },
      says: `${label} is rate limiting requests. Try again in 5 seconds.`,
    },
    { fault: { status: 200, body: '<p>Hello</p>' }, says: `${label} sent a response that is not JSON.` },
    {
      fault: { status: 302, headers: { location: '/' } },
      says: `${label} redirected the request (302), which is not followed.`,
    },
    { fault: { status: 200, body: 'null' }, says: `${label} sent an empty response.` },
    { fault: { status: 200, body: '' }, says: `${label} sent an empty response.` },
    { fault: { cutOff: true }, says: `${label} could not be reached.` },
    { fault: { status: 401 }, says: `${label} rejected these credentials. Check “${label} ` },
  ])('The error contains “$says”', async ({ fault, says }) => {
    const { outcome } = await listDuring(event, fault);
    expect(String(outcome)).toContain(says);
  });

  test.each([
    42,
    [],
    'text',
    { data: null },
    { contacts: {}, companies: null, opportunities: 'x' },
    { accountHolders: [1, null] },
  ])('Shows the sample for the response %j', async (body) => {
    const { outcome } = await listDuring(event, { status: 200, body: JSON.stringify(body) });
    expect(outcome).toEqual([event.sample]);
  });
});

test.each(named(oneOfEach))('The error of $key for another connection names the missing fields', async ({ event }) => {
  const other = oneOfEach.find(({ provider }) => provider !== event.provider);
  const connection = await bench.sandbox.connect([other?.provider.key ?? '']);
  const { provider } = event;
  await expect(listOf(event, connection)).rejects.toThrow(fieldLabels(provider, provider.connection.groups[0]));
});

test('BaseKit’s newest account holders come first', async () => {
  const list = await listOf(eventOf('basekit_account_holder_created'));
  expect(list.map(({ accountHolder }) => Object(accountHolder).ref)).toEqual([199, 198, 197, 196, 195]);
});

test('Buildr’s newest records come first', async () => {
  const list = await listOf(eventOf('buildr_contact_update'));
  const times = list.map(({ contact }) => Date.parse(Object(contact).updated_at));
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(list.map(({ id }) => typeof id)).toEqual(list.map(() => 'number'));
});
