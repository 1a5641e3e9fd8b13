import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import { bodyOf, eventOf, events, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('buildr_contact_create');
const buildr = () => bench.emulator(event);
const buildrEvents = events.filter(({ provider }) => provider === event.provider);

test.each([
  [404, 'after a retry', 2],
  [403, 'at once', 1],
])('Delivers an empty record when the API answers %i, %s', async (status, _when, calls) => {
  const live = await bench.live(event);
  buildr().fault = failing('GET', /./, { status });
  const run = await bench.send(event, live, bodyOf(event));
  expect(run.isOver).toBe(calls === 1);
  await bench.clock.advance(60_000);
  expect([run.error, run.calls]).toEqual([undefined, calls]);
  expect(run.output).toEqual([{ id: 2279, url: expect.any(String), event: 'contact.create', contact: {} }]);
});

test.each(buildrEvents)('$key delivers an empty record when there is none', async (one) => {
  const run = await bench.send(one, await bench.live(one), bodyOf(one, { id: 999_999 }));
  // A record that was just created may not be readable yet.
  expect([run.error?.name, run.output]).toEqual(['ThrottledError', []]);
  await bench.clock.advance(60_000);
  const [kind = ''] = one.type.split('.');
  expect(run.output).toEqual([{ id: 999_999, url: expect.any(String), event: one.type, [kind]: {} }]);
});

test('Reads the record by its ID and never fetches the URL in the delivery', async () => {
  const live = await bench.live(event);
  const before = buildr().calls.length;
  await bench.send(event, live, bodyOf(event, { url: `${buildr().url}/api/2023-01/companies/318` }));
  const calls = buildr().calls.slice(before);
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/2023-01/contacts/2279']);
});

test.each(['../companies/318', '2279?x=1', 'a/b#c', '..', '%2e%2e'])(
  'Does not call another path for the ID %j',
  async (id) => {
    const live = await bench.live(event);
    const before = buildr().calls.length;
    const run = await bench.send(event, live, bodyOf(event, { id }));
    expect(run.output).toEqual([{ id, url: expect.any(String), event: 'contact.create', contact: {} }]);
    expect(buildr().calls.slice(before)).toEqual([]);
  },
);

test('Renews an expired session and delivers the record', async () => {
  const live = await bench.live(event);
  await bench.clock.advance(3_600_001);
  const run = await bench.send(event, live, bodyOf(event));
  expect([run.error, run.calls, run.output.length]).toEqual([undefined, 2, 1]);
  expect(run.output[0]).toEqual(event.sample);
});

test('Delivers without the record when a renewed session is refused as well', async () => {
  const live = await bench.live(event);
  buildr().fault = failing('GET', /./, { status: 401 });
  const run = await bench.send(event, live, bodyOf(event));
  expect([run.error, run.calls, run.output.length]).toEqual([undefined, 2, 1]);
  expect(run.output[0]).toMatchObject({ id: 2279, event: 'contact.create', contact: {} });
});

test.each<[string, Fault]>([
  ['500', { status: 500 }],
  ['429', { status: 429 }],
  ['a response without a token', { status: 200, body: {} }],
  ['a page', { status: 200, body: '<h1>Hello</h1>' }],
  ['an incomplete response', { cutOff: true }],
  ['a 401', { status: 401 }],
])('Defers a delivery when renewing the session gets %s', async (_, fault) => {
  const live = await bench.live(event);
  await bench.clock.advance(3_600_001);
  buildr().fault = failing('POST', /token$/, fault);
  const run = await bench.send(event, live, bodyOf(event));
  // Zapier has answered 200, so Buildr does not send the delivery again.
  expect([run.output, run.error?.name, run.isOver]).toEqual([[], 'ThrottledError', false]);
  await bench.clock.advance(60_000);
  expect([run.error, run.isOver]).toEqual([undefined, true]);
  expect(run.output).toMatchObject([{ id: 2279, event: 'contact.create', contact: {} }]);
});
