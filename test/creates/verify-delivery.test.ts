import { integrations } from '../../integrations.ts';
import { secretsOf } from '../helpers/actions.ts';
import { openBench } from '../helpers/sandbox.ts';
import { standardHeaders, standardSecret } from '../helpers/sign.ts';
import { type Fields, GENUINE, inputsOf, now, SECRETS, SVIX, verifyOn } from './genuine.ts';

const bench = openBench();
const verify = (input: Fields, changes?: Readonly<Record<string, string | undefined>>) =>
  verifyOn(bench, input, changes);

describe.each(GENUINE)('$provider', (genuine) => {
  const { provider, body, expected } = genuine;
  const { label = '', connection } = integrations.find((one) => one.provider.key === provider)?.provider ?? {};
  const [field = '', secret = ''] = Object.entries(SECRETS).find(([key]) => key.startsWith(provider)) ?? [];
  const missing = provider === 'freshpaint' || provider === 'firespring' ? 'token_missing' : 'signature_missing';

  test('a genuine request is verified and parsed', async () => {
    const { output, error } = await verify(inputsOf(genuine));
    expect(error).toBeUndefined();
    expect(output).toEqual({
      verified: true,
      reason: null,
      explanation: null,
      provider,
      ...expected,
      payload: JSON.parse(body),
    });
  });

  test('a genuine request is verified while the connection contains an older and the current secret', async () => {
    const other =
      provider === 'buildr'
        ? standardSecret(Buffer.from('another key of thirty-two bytes!'))
        : 'an-older-secret-of-the-provider';
    expect((await verify(inputsOf(genuine), { [field]: `${other}\n ${secret}` })).output['verified']).toBe(true);
    expect((await verify(inputsOf(genuine), { [field]: other })).error).toBe('HaltedError');
  });

  test('a genuine body that is not JSON is verified, and the output gives the reason', async () => {
    const { output } = await verify(inputsOf({ ...genuine, body: 'plain text' }));
    expect(output).toMatchObject({
      verified: true,
      reason: 'body_not_json',
      explanation: 'The request is verified, but its body is not JSON.',
      event_type: null,
      payload: null,
    });
  });

  test('a request without a signature or token halts, and the error does not repeat the request', async () => {
    const inputs = { provider, raw_body: body, headers: '{}', querystring: '' };
    const { error, message, received, output } = await verify(inputs);
    expect([error, output]).toEqual(['HaltedError', {}]);
    expect(message).toContain(`(${missing})`);
    expect(received).not.toContain(body);
    expect(received).not.toContain(JSON.stringify(body).slice(1, -1));
    for (const one of [...secretsOf(bench.connection), ...Object.values(SECRETS)]) expect(received).not.toContain(one);
  });

  test('an empty body halts', async () => {
    const { error } = await verify({ provider, headers: '{}' });
    expect(error).toBe('HaltedError');
  });

  test('with Continue, the output of an unverified request has the reason and no data of the request', async () => {
    const { output, error } = await verify({ provider, raw_body: body, on_failure: 'continue' });
    expect(error).toBeUndefined();
    expect(output).toEqual({
      verified: false,
      reason: missing,
      explanation: expect.stringContaining(`(${missing})`),
      provider,
      event_type: null,
      delivery_id: null,
      sent_at: null,
      payload: null,
    });
  });

  test.each(['stop', undefined, '', 'Continue ', 'anything'])('the run stops if the choice is “%s”', async (choice) => {
    const { error } = await verify({ provider, raw_body: body, on_failure: choice });
    expect(error).toBe('HaltedError');
  });

  test('an error names the secret that is missing in the connection, also with Continue', async () => {
    const fieldLabel = `${label} ${connection?.fields[field]?.label}`;
    for (const choice of ['stop', 'continue']) {
      const { error, message } = await verify({ ...inputsOf(genuine), on_failure: choice }, { [field]: undefined });
      expect(error).toBe('AppError');
      expect(message).toContain(`Edit the connection and check “${fieldLabel}”. (secret_missing)`);
    }
  });
});

const hmacs = GENUINE.filter(({ provider }) => provider === 'basekit' || provider === 'builtfirst');

test.each(hmacs)('$provider: a body with one byte added, removed or changed halts', async (genuine) => {
  const inputs = inputsOf(genuine);
  for (const body of [
    `${genuine.body} `,
    genuine.body.slice(0, -1),
    genuine.body.replace('s', 'S'),
    ` ${genuine.body}`,
  ]) {
    const { error, message } = await verify({ ...inputs, raw_body: body });
    expect([error, message]).toEqual(['HaltedError', expect.stringContaining('(signature_mismatch)')]);
  }
});

test('white space around a genuine body is part of the signed content', async () => {
  const [basekit] = GENUINE;
  if (!basekit) throw new Error('GENUINE is empty');
  const padded = { ...basekit, body: ` ${basekit.body}\r\n` };
  expect((await verify(inputsOf(padded))).output['verified']).toBe(true);
});

describe('Buildr’s timestamp', () => {
  const body = '{"id": 1}';
  const at = (seconds: number) => ({
    provider: 'buildr',
    raw_body: body,
    headers: standardHeaders(SVIX, { id: 'msg_1', timestamp: now() + seconds, body }),
  });

  test.each([
    [-310, 'timestamp_too_old'],
    [310, 'timestamp_too_new'],
  ])('that is %d seconds from now halts', async (seconds, reason) => {
    expect((await verify(at(seconds))).message).toContain(`(${reason})`);
  });

  test('that is four minutes old is verified, and the output contains the time of sending', async () => {
    const { output } = await verify(at(-240));
    expect(Math.abs(Date.parse(String(output['sent_at'])) / 1000 - now() + 240)).toBeLessThan(3);
  });
});
