import { integrations } from '../../integrations.ts';
import { isRecord } from '../../schema/json.ts';
import { unversioned } from '../helpers/versioned.ts';
import { openSigned } from './bench.ts';
import { BODY } from './describe.ts';
import { SENDERS, senderOf } from './senders.ts';
import { contentHash, mac, type Request, SECRET, type Sender, signed } from './signing.ts';

type Inputs = Readonly<Record<string, unknown>>;

const bench = openSigned([...integrations]);

/** The output of the action, or its error with the message, without the version. */
const verify = async (
  inputs: Inputs,
  authData: Readonly<Record<string, string>> = { signed_webhook_secret: SECRET },
) => {
  const connection = await bench.connect(authData);
  const output = await bench.zapier
    .create('verify_delivery', connection, inputs)
    .catch((error: unknown) => (error instanceof Error ? `${error.name}: ${unversioned(error.message)}` : ''));
  return isRecord(output) ? output : String(output);
};

/** What a Zap maps from the step *Catch Raw Hook*. */
const inputsOf = (provider: string, { body, headers }: Request): Inputs => ({
  provider,
  raw_body: body,
  headers: JSON.stringify(headers),
});

/** Standard Webhooks signs the ID in a header. */
const isIdSigned = ({ id, key, body }: Sender): boolean =>
  id !== undefined && (body.includes(id) || ['standard_webhooks', 'svix'].includes(key));

describe.each(SENDERS)('$key', (sender) => {
  const { key, timed } = sender;

  test('A genuine request is verified with only its body and headers', async () => {
    const request = signed(sender);
    expect(await verify(inputsOf(key, request))).toEqual({
      verified: true,
      reason: null,
      explanation: null,
      provider: key,
      event_type: sender.eventType,
      // An ID in a header that the signature does not cover is not used.
      delivery_id: isIdSigned(sender) ? sender.id : contentHash(sender, request),
      sent_at: timed ? expect.stringMatching(/^\d{4}-.*Z$/) : null,
      payload: JSON.parse(request.body),
    });
  });

  test('A changed body stops the run, and with Continue is not verified', async () => {
    const request = signed(sender);
    const inputs = { ...inputsOf(key, request), raw_body: `${request.body} ` };
    expect(await verify(inputs)).toMatch(/^HaltedError: .*\(signature_mismatch\)$/);
    expect(await verify({ ...inputs, on_failure: 'continue' })).toEqual({
      verified: false,
      reason: 'signature_mismatch',
      explanation: expect.stringContaining('(signature_mismatch)'),
      provider: key,
      event_type: null,
      delivery_id: null,
      sent_at: null,
      payload: null,
    });
  });
});

describe('custom', () => {
  const described = { provider: 'custom', header: 'X-Signature', raw_body: BODY };

  test('A request is verified as it is described', async () => {
    const time = String(Math.floor(Date.now() / 1000));
    const inputs = {
      ...described,
      algorithm: 'sha512',
      encoding: 'base64',
      prefix: 'v1=',
      signed_text: '{timestamp}:{body}',
      timestamp_header: 'X-Time',
      event_path: 'type',
      id_path: 'data.id',
    };
    const headers = `X-Time: ${time}\nX-Signature: v1=${mac(`${time}:${BODY}`, 'sha512', 'base64')}`;
    expect(await verify({ ...inputs, headers })).toMatchObject({
      verified: true,
      provider: 'custom',
      event_type: 'order.paid',
      delivery_id: 'd-1',
      sent_at: new Date(1000 * Number(time)).toISOString(),
    });
    expect(await verify({ ...inputs, headers, algorithm: 'sha256' })).toContain('(signature_malformed)');
  });

  test('The signature may be given without its header', async () => {
    expect(await verify({ ...described, signature: mac(BODY) })).toMatchObject({ verified: true });
    expect(await verify({ ...described, signature: mac(`${BODY} `) })).toContain('(signature_mismatch)');
  });

  test.each<[Inputs, string]>([
    [{ header: '' }, '“Signature Header” is empty.'],
    [{ signed_text: 'hello' }, '“Signed Text” must contain {body} exactly once.'],
    [{ algorithm: 'none' }, '“Algorithm” must be sha256, sha512 or sha1.'],
  ])('An invalid description is an error that names the field, also with Continue: %j', async (changes, problem) => {
    for (const on_failure of ['stop', 'continue']) {
      const outcome = await verify({ ...described, signature: mac(''), ...changes, on_failure });
      expect(outcome).toContain(`AppError: ${problem}`);
    }
  });
});

test('A signature without its header is an error for a sender that signs with several headers', async () => {
  const { body, headers } = signed(senderOf('zendesk'));
  const signature = headers['X-Zendesk-Webhook-Signature'];
  expect(await verify({ provider: 'zendesk', raw_body: body, signature })).toContain(
    'Zendesk signs with more than one header.',
  );
});

test('A verified body that is not JSON is text', async () => {
  const request = signed(senderOf('github'), 'plain text');
  expect(await verify(inputsOf('github', request))).toMatchObject({ verified: true, payload: 'plain text' });
});

test.each(['signed_webhook', 'unknown', 'constructor', 'GITHUB'])('The choice “%s” is an error', async (provider) => {
  expect(await verify(inputsOf(provider, signed(senderOf('github'))))).toContain('“Sender” is not one of the choices.');
});

test('The missing secret is an error that names its field, also with Continue', async () => {
  const inputs = { ...inputsOf('github', signed(senderOf('github'))), on_failure: 'continue' };
  expect(await verify(inputs, { builtfirst_webhook_secret: '0ldS3cretOfBuiltfirst' })).toMatch(
    /^AppError: GitHub: There is no signing secret.*“Signed Webhooks Signing Secret”.*\(secret_missing\)$/,
  );
});

test('WooCommerce’s ping is not verified', async () => {
  const inputs = { provider: 'woocommerce', raw_body: 'webhook_id=12', headers: '{}' };
  expect(await verify(inputs)).toMatch(/^HaltedError: .*\(ping_not_signed\)$/);
  expect(await verify({ ...inputs, on_failure: 'continue' })).toMatchObject({ verified: false, payload: null });
});
