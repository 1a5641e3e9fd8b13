import { ZapierError } from 'zapier-local';
import { unversioned } from '../helpers/versioned.ts';
import { openSigned } from './bench.ts';
import { SENDERS, senderOf } from './senders.ts';
import { signed } from './signing.ts';

const bench = openSigned();

describe.each(SENDERS)('$key', ({ key, eventType, timed }) => {
  test('“Test trigger” shows a short example with the fields of a delivery', async () => {
    const [record, ...more] = await bench.list(key);
    expect(more).toEqual([]);
    expect(Object.keys(record ?? {})).toEqual(['sender', 'event_type', 'delivery_id', 'sent_at', 'payload']);
    expect(record?.['sender']).toBe(key);
    expect(JSON.stringify(record?.['payload']).length).toBeGreaterThan(30);
    expect(typeof record?.['event_type']).toBe(eventType === null ? 'object' : 'string');
    expect(typeof record?.['sent_at']).toBe(timed ? 'string' : 'object');
    expect(String(record?.['delivery_id'])).not.toBe('');
  });

  test('An example is the test record, and is read as a delivery is', async () => {
    const sender = senderOf(key);
    const [record] = await bench.list({ sender: key, example: ` ${sender.body}\n` });
    const { output } = await bench.deliver(await bench.zapOf(key), signed(sender, sender.body));
    expect(record?.['payload']).toStrictEqual(JSON.parse(sender.body));
    const inBody = eventType !== null && sender.unsigned === undefined;
    if (inBody) expect(record?.['event_type']).toBe(output[0]?.['event_type']);
  });
});

test('Keys of an example are kept in their order and unchanged', async () => {
  const example = '{"b":1,"a":{"__proto__x":null,"Ü":[1,{"z":0.5}]},"sender":"other"}';
  const [record] = await bench.list({ sender: 'github', example });
  expect(JSON.stringify(record?.['payload'])).toBe(example);
  expect(record?.['sender']).toBe('github');
});

test.each([undefined, '', ' \n '])('The example %j is the same as none', async (example) => {
  expect(await bench.list({ sender: 'github', example })).toEqual(await bench.list('github'));
});

test('A described sender has a short example too, from which its paths are read', async () => {
  const inputs = { sender: 'custom', header: 'X-Signature' };
  expect(await bench.list(inputs)).toMatchObject([{ sender: 'custom', event_type: null, payload: expect.any(Object) }]);
  const example = '{"kind":"paid","data":{"key":7}}';
  expect(await bench.list({ ...inputs, example, event_path: 'kind', id_path: 'data.key' })).toMatchObject([
    { event_type: 'paid', delivery_id: '7', payload: JSON.parse(example) },
  ]);
});

test.each(['{"id": 1', 'id=1', '"text"', '7', 'null', '{"id":1} {"id":2}', 'undefined'])(
  'The example %s is an error that names the field',
  async (example) => {
    const outcome = await bench.list({ sender: 'github', example }).catch((error: unknown) => error);
    if (!(outcome instanceof ZapierError)) throw new Error('The example was accepted');
    expect([outcome.name, unversioned(outcome.message)]).toEqual([
      'AppError',
      '“Example Body” is not JSON. Copy a complete body, from { to }.',
    ]);
  },
);

test('An example that is not JSON does not stop deliveries', async () => {
  const zap = await bench.zapOf({ sender: 'github', example: 'not JSON' });
  expect((await bench.deliver(zap, signed(senderOf('github')))).output).toHaveLength(1);
});

test('“Test trigger” needs the secret', async () => {
  const other = { ...(await bench.connect()), authData: {} };
  await expect(bench.list('github', other)).rejects.toThrow(
    '“Signing Secret” is missing. Edit the connection and fill it in.',
  );
});

test('An example may be a list, like a delivery', async () => {
  expect(await bench.list({ sender: 'github', example: '[1]' })).toMatchObject([{ payload: [1] }]);
});

test('An example that is nested too deeply is an error that names the field', async () => {
  const example = '['.repeat(20_000) + ']'.repeat(20_000);
  await expect(bench.list({ sender: 'github', example })).rejects.toThrow('“Example Body” is nested too deeply.');
});

test('“Test trigger” fails if the sender cannot use the secret', async () => {
  const text = await bench.connect({ signed_webhook_secret: 'a text and not base64' });
  await expect(bench.list('svix', text)).rejects.toThrow('(secret_unusable)');
  expect(await bench.list('github', text)).toHaveLength(1);
  // The form rejects it, but a connection may be older than the form.
  const name = { ...text, authData: { signed_webhook_secret: 'GitHub Webhook Secret' } };
  await expect(bench.list('github', name)).rejects.toThrow('(secret_unusable)');
});
