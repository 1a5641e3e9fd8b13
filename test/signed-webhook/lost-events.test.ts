import { openSigned, outcomeOf } from './bench.ts';
import { BODY, custom } from './describe.ts';
import { senderOf } from './senders.ts';
import { mac, type Request, signed } from './signing.ts';

const bench = openSigned();
const HOUR = 3600;

/** What becomes of requests to one Zap, each some seconds after the one before it. */
const outcomesOf = async (inputs: Parameters<typeof bench.zapOf>[0], requests: readonly Request[], seconds = 0) => {
  const zap = await bench.zapOf(inputs);
  const outcomes: string[] = [];
  for (const request of requests) {
    outcomes.push(outcomeOf(await bench.deliver(zap, request)));
    await bench.clock.advance(1000 * seconds);
  }
  return outcomes;
};

test('zendesk: the ID in a body that an administrator wrote is not the ID of the event', async () => {
  const at = Date.now();
  const bodies = ['new', 'open', 'solved'].map((status) => JSON.stringify({ id: 4711, status }));
  const requests = bodies.map((body, index) => signed(senderOf('zendesk'), body, at + 1000 * index));
  expect(await outcomesOf('zendesk', requests)).toEqual(['delivered', 'delivered', 'delivered']);
});

test('github: two events with the same body some hours apart are two events', async () => {
  const request = signed(senderOf('github'));
  expect(await outcomesOf('github', [request, request], 8 * HOUR)).toEqual(['delivered', 'delivered']);
});

test.each([undefined, 'data.key', 'header:X-Id'])(
  'custom, with the ID at %s: an event without an ID is a duplicate for ten minutes only',
  async (id_path) => {
    const request = { body: BODY, headers: { 'X-Signature': mac(BODY) } };
    const inputs = custom({ ...(id_path && { id_path }) });
    expect(await outcomesOf(inputs, [request, request], 500)).toEqual(['delivered', 'dropped']);
    expect(await outcomesOf(inputs, [request, request], 700)).toEqual(['delivered', 'delivered']);
  },
);

test('linear: two events that differ in an integer above 2^53 are two events', async () => {
  const bodies = ['9007199254740993', '9007199254740992'].map((number) =>
    senderOf('linear').body.replace('{', `{"number":${number},`),
  );
  const requests = bodies.map((body) => signed(senderOf('linear'), body));
  expect(await outcomesOf('linear', requests)).toEqual(['delivered', 'delivered']);
});

test('The delivery ID is the same for what counts as one event, and another for another event', async () => {
  const at = Date.now();
  const text = 'The ticket was updated.';
  const idsOf = async (key: string, requests: readonly Request[]) => {
    const ids = [];
    for (const request of requests) ids.push((await bench.deliver(await bench.zapOf(key), request)).output[0]);
    return ids.map((output) => Object(output).delivery_id);
  };
  const [one, other] = await idsOf(
    'zendesk',
    [5000, 0].map((ago) => signed(senderOf('zendesk'), text, at - ago)),
  );
  expect(one).not.toBe(other);
  const [first, again] = await idsOf(
    'linear',
    [5000, 0].map((ago) => signed(senderOf('linear'), undefined, at - ago)),
  );
  expect(first).toBe(again);
});
