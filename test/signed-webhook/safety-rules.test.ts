import { openSigned, outcomeOf } from './bench.ts';
import { BODY, custom } from './describe.ts';
import { SENDERS, senderOf } from './senders.ts';
import { type Headers, mac, signed } from './signing.ts';

const bench = openSigned();
const outcomeWith = async (inputs: string | Readonly<Record<string, unknown>>, body: string, headers: Headers) =>
  outcomeOf(await bench.deliver(await bench.zapOf(inputs), { body, headers }));

describe('A crafted timestamp or ID does not move the border of the body', () => {
  const at = new Date(Date.now() - 1000).toISOString();

  test('A character of the body cannot become part of Zendesk’s timestamp, or the reverse', async () => {
    const signature = mac(at + BODY, 'sha256', 'base64');
    const send = (time: string, body: string) =>
      outcomeWith('zendesk', body, {
        'X-Zendesk-Webhook-Signature': signature,
        'X-Zendesk-Webhook-Signature-Timestamp': time,
      });
    expect(await send(at, BODY)).toBe('delivered');
    expect(await send(at + BODY.slice(0, 1), BODY.slice(1))).toBe('HaltedError timestamp_malformed');
    expect(await send(at.slice(0, -1), `Z${BODY}`)).toBe('HaltedError timestamp_malformed');
  });

  test('A digit of the body cannot become part of Ghost’s timestamp, or the reverse', async () => {
    const time = String(Date.now());
    const digest = mac(`12${time}`);
    const send = (body: string, stamp: string) =>
      outcomeWith('ghost', body, { 'X-Ghost-Signature': `sha256=${digest}, t=${stamp}` });
    expect(await send('12', time)).toBe('delivered');
    expect(await send('1', `2${time}`)).toBe('HaltedError timestamp_malformed');
    expect(await send(`12${time.slice(0, 1)}`, time.slice(1))).toBe('HaltedError timestamp_malformed');
  });

  test('A header that contains {body} is not a template', async () => {
    const inputs = custom({ signed_text: '{timestamp}.{body}', timestamp_header: 'X-Time' });
    const headers = { 'X-Time': '{body}', 'X-Signature': mac(`${BODY}.`) };
    expect(await outcomeWith(inputs, BODY, headers)).toBe('HaltedError timestamp_malformed');
    const withId = custom({ signed_text: '{id}.{body}', id_path: 'header:X-Id' });
    expect(await outcomeWith(withId, '', { 'X-Id': '{body}', 'X-Signature': mac(`${BODY}.`) })).toBe(
      'HaltedError id_malformed',
    );
  });

  test('A body that contains {timestamp} and $& is not a template', async () => {
    const time = String(Math.floor(Date.now() / 1000));
    const body = '{"a":"{timestamp} {id} {body} $& $1"}';
    const inputs = custom({ signed_text: '{timestamp}.{body}', timestamp_header: 'X-Time' });
    expect(await outcomeWith(inputs, body, { 'X-Time': time, 'X-Signature': mac(`${time}.${body}`) })).toBe(
      'delivered',
    );
  });
});

describe('An ID or time from a header that is not signed may be shown, and is never used to deduplicate', () => {
  const shown = SENDERS.filter(({ unsigned, id }) => Object.values(unsigned ?? {}).some((value) => value === id));

  test('These senders have one', () => {
    expect(shown.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'github',
        'bitbucket',
        'jira',
        'razorpay',
        'shopify',
        'woocommerce',
        'discourse',
        'sentry',
      ]),
    );
  });

  test.each(shown)('$key', async (sender) => {
    const [name = ''] = Object.entries(sender.unsigned ?? {}).find(([, value]) => value === sender.id) ?? [];
    const zap = await bench.zapOf(sender.key);
    const send = (id: string, body: string) => {
      const { headers } = signed(sender, body);
      return bench.deliver(zap, { body, headers: { ...headers, [name]: id } });
    };
    expect((await send('first', sender.body)).output).toMatchObject([{ delivery_id: 'first' }]);
    // A redelivery, or a replay with an invented ID.
    expect(outcomeOf(await send('second', sender.body))).toBe('dropped');
    expect(outcomeOf(await send('first', sender.body.replace('{', '{"more":1,')))).toBe('delivered');
  });

  test('A time in a header is not the time of sending', async () => {
    const github = signed(senderOf('github'));
    const headers = { ...github.headers, Date: new Date(0).toUTCString(), 'webhook-timestamp': '1700000000' };
    const run = await bench.deliver(await bench.zapOf('github'), { ...github, headers });
    expect(run.output).toMatchObject([{ sent_at: null }]);
  });
});

describe('A timestamp is read in its own format or refused', () => {
  const at = Date.now();
  const FORMATS = { s: String(Math.floor(at / 1000)), ms: String(at), iso: new Date(at).toISOString() };

  test.each([
    ['stripe', 's'],
    ['workos', 'ms'],
    ['zendesk', 'iso'],
  ] as const)('%s accepts only %s', async (key, format) => {
    for (const [name, time] of Object.entries(FORMATS)) {
      const headers: Headers =
        key === 'zendesk'
          ? {
              'X-Zendesk-Webhook-Signature-Timestamp': time,
              'X-Zendesk-Webhook-Signature': mac(time + BODY, 'sha256', 'base64'),
            }
          : { [key === 'stripe' ? 'Stripe-Signature' : 'WorkOS-Signature']: `t=${time},v1=${mac(`${time}.${BODY}`)}` };
      const expected = name === format ? 'delivered' : 'HaltedError timestamp_malformed';
      expect(await outcomeWith(key, BODY, headers)).toBe(expected);
    }
  });

  test.each([
    ['no time', '{}', 'timestamp_missing'],
    ['a time in seconds', `{"webhookTimestamp":${FORMATS.s}}`, 'timestamp_malformed'],
    ['a date', `{"webhookTimestamp":"${FORMATS.iso}"}`, 'timestamp_malformed'],
    ['no JSON', `webhookTimestamp=${FORMATS.ms}`, 'timestamp_missing'],
    ['an old time', `{"webhookTimestamp":${at - 61_000}}`, 'timestamp_too_old'],
  ])('linear refuses a body with %s', async (_what, body, reason) => {
    expect(await outcomeWith('linear', body, { 'Linear-Signature': mac(body) })).toBe(`HaltedError ${reason}`);
  });
});
