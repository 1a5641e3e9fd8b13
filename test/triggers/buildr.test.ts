import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import { bodyOf, eventOf, events, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('buildr_contact_create');
const buildr = () => bench.emulator(event);
const all = events.filter(({ provider }) => provider === event.provider);

test.each([404, 403])('a record that the API answers %i for is empty, and the event is delivered', async (status) => {
  const live = await bench.live(event);
  buildr().fault = failing('GET', /./, { status });
  const run = await bench.send(event, live, bodyOf(event));
  expect([run.error, run.calls]).toEqual([undefined, 1]);
  expect(run.output).toEqual([{ id: 2279, url: expect.any(String), event: 'contact.create', contact: {} }]);
});

test.each(all.map((one) => ({ key: one.key, one })))('$key: a record that is not there is empty', async ({ one }) => {
  const run = await bench.send(one, await bench.live(one), bodyOf(one, { id: 999_999 }));
  const [subject = ''] = one.type.split('.');
  expect(run.output).toEqual([{ id: 999_999, url: expect.any(String), event: one.type, [subject]: {} }]);
});

test('the record is looked up by its id, and the URL in the delivery is never opened', async () => {
  const live = await bench.live(event);
  const before = buildr().calls.length;
  await bench.send(event, live, bodyOf(event, { url: `${buildr().url}/api/2023-01/companies/318` }));
  const asked = buildr().calls.slice(before);
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/2023-01/contacts/2279']);
});

test.each(['../companies/318', '2279?x=1', 'a/b#c', '..', '%2e%2e'])(
  'an id such as %j leads nowhere else',
  async (id) => {
    const live = await bench.live(event);
    const before = buildr().calls.length;
    const run = await bench.send(event, live, bodyOf(event, { id }));
    expect(run.output).toEqual([{ id, url: expect.any(String), event: 'contact.create', contact: {} }]);
    for (const { path } of buildr().calls.slice(before)) expect(path).toMatch(/^\/api\/2023-01\/contacts(\/|$)/);
  },
);

test('a session that is over is renewed, and the delivery comes whole', async () => {
  const live = await bench.live(event);
  await bench.clock.advance(3_600_001);
  const run = await bench.send(event, live, bodyOf(event));
  expect([run.error, run.calls, run.output.length]).toEqual([undefined, 2, 1]);
  expect(run.output[0]).toEqual(event.sample);
});

test('a session that no renewal mends still loses nothing', async () => {
  const live = await bench.live(event);
  buildr().fault = failing('GET', /./, { status: 401 });
  const run = await bench.send(event, live, bodyOf(event));
  expect([run.error, run.calls, run.output.length]).toEqual([undefined, 2, 1]);
  expect(run.output[0]).toMatchObject({ id: 2279, event: 'contact.create', contact: {} });
});

test.each<[string, Fault]>([
  ['500', { status: 500 }],
  ['429', { status: 429 }],
  ['no token', { status: 200, body: {} }],
  ['a page', { status: 200, body: '<h1>Hello</h1>' }],
  ['half an answer', { cutOff: true }],
  ['a client that is no longer accepted', { status: 401 }],
])('what comes while the session cannot be renewed is not lost: %s', async (_, fault) => {
  const live = await bench.live(event);
  await bench.clock.advance(3_600_001);
  buildr().fault = failing('POST', /token$/, fault);
  const run = await bench.send(event, live, bodyOf(event));
  // Buildr was told that it arrived, so nobody but Zapier can try again.
  expect([run.output, run.error?.name, run.isOver]).toEqual([[], 'ThrottledError', false]);
  await bench.clock.advance(60_000);
  expect([run.error, run.isOver]).toEqual([undefined, true]);
  expect(run.output).toMatchObject([{ id: 2279, event: 'contact.create', contact: {} }]);
});
