import { openSigned, outcomeOf } from './bench.ts';
import { senderOf } from './senders.ts';
import { signed } from './signing.ts';

const bench = openSigned();
const github = senderOf('github');
const runOf = async (body: string, sender = github) =>
  bench.deliver(await bench.zapOf(sender.key), signed(sender, body));

test.each([
  ['plain text', 'Hello!'],
  ['a form', 'name=Ada&email=ada%40example.com'],
  ['XML', '<ticket id="1"><title>Hi</title></ticket>'],
  ['JSON that is cut off', '{"id": 1'],
  ['nothing', ''],
])('A verified body that is not JSON is delivered as text: %s', async (_what, body) => {
  const { output, error } = await runOf(body);
  expect(error).toBeUndefined();
  expect(output).toMatchObject([{ sender: 'github', event_type: 'issues', payload: body }]);
});

test.each(['["a", {"b": [1]}]', '[]', '7', 'true', '"text"', 'null'])(
  'A verified body with any other JSON value is delivered as that value: %s',
  async (body) => {
    const { output, error } = await runOf(body);
    expect(error).toBeUndefined();
    expect(output).toHaveLength(1);
    expect(output[0]?.['payload']).toStrictEqual(JSON.parse(body));
  },
);

test('A list is one event, and has no event type or ID in the body', async () => {
  const stripe = senderOf('stripe');
  const { output } = await runOf('[{"id":"a","type":"x"},{"id":"b","type":"y"}]', stripe);
  expect(output).toMatchObject([
    { event_type: null, delivery_id: expect.stringMatching(/^[0-9a-f]{64}$/), payload: [{ id: 'a' }, { id: 'b' }] },
  ]);
});

test('A Zendesk trigger may send XML, whose signature is checked too', async () => {
  const zendesk = senderOf('zendesk');
  const request = signed(zendesk, '<ticket>1</ticket>');
  const zap = await bench.zapOf('zendesk');
  expect(outcomeOf(await bench.deliver(zap, { ...request, body: '<ticket>2</ticket>' }))).toBe(
    'HaltedError signature_mismatch',
  );
  expect((await bench.deliver(zap, request)).output).toMatchObject([
    { event_type: null, payload: '<ticket>1</ticket>' },
  ]);
});

test('A body that is nested too deeply for Zapier is refused', async () => {
  const run = await runOf(`${'['.repeat(1200)}${']'.repeat(1200)}`);
  expect(outcomeOf(run)).toBe('HaltedError body_too_deep');
});

test('Keys of the body do not replace fields of the output', async () => {
  const body =
    '{"sender":"bank","event_type":"paid","delivery_id":"1","sent_at":"2000-01-01","payload":1,"id":{"a":1}}';
  const { output } = await runOf(body);
  expect(output).toMatchObject([{ sender: 'github', event_type: 'issues', sent_at: null, payload: JSON.parse(body) }]);
});

test.each([
  ['a number', '{"id":17,"type":42}', '42', '17'],
  ['an object', '{"id":{"a":1},"type":["x"]}', null, expect.stringMatching(/^[0-9a-f]{64}$/)],
  ['an inherited property', '{"__proto__":{"id":"p","type":"q"}}', null, expect.stringMatching(/^[0-9a-f]{64}$/)],
])('An event type and ID that are %s are read as text or not at all', async (_what, body, type, id) => {
  const { output } = await runOf(body, senderOf('stripe'));
  expect(output).toMatchObject([{ event_type: type, delivery_id: id }]);
});

test('Nothing of a delivery is logged', async () => {
  bench.printed.length = 0;
  await runOf('{"private":"value"}');
  await runOf('private value');
  expect(bench.printed).toEqual([]);
});
