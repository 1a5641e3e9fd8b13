import { secretsOf } from '../helpers/actions.ts';
import { openBench } from '../helpers/sandbox.ts';
import { standardHeaders, standardSecret } from '../helpers/sign.ts';
import { type Fields, GENUINE, inputsOf, now, SECRETS, SVIX, verifyOn } from './genuine.ts';

const bench = openBench();
const verify = (input: Fields, changes?: Readonly<Record<string, string | undefined>>) =>
  verifyOn(bench, input, changes);

describe.each(GENUINE)('$provider', (genuine) => {
  const { provider, body, expected } = genuine;

  test('a genuine request is verified and read', async () => {
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

  test('a genuine request passes also with an older secret beside the current one', async () => {
    const [field = '', secret = ''] = Object.entries(SECRETS).find(([key]) => key.startsWith(provider)) ?? [];
    const other = provider === 'buildr' ? standardSecret(Buffer.alloc(32, 7)) : 'an-older-secret-of-theirs';
    expect((await verify(inputsOf(genuine), { [field]: `${other}\n ${secret}` })).output['verified']).toBe(true);
    expect((await verify(inputsOf(genuine), { [field]: other })).error).toBe('HaltedError');
  });

  test('a genuine body that is not JSON is verified, and says that it could not be read', async () => {
    const { output } = await verify(inputsOf({ ...genuine, body: 'plain text' }));
    expect(output).toMatchObject({
      verified: true,
      reason: 'body_not_json',
      explanation: 'The request is genuine, but its body is not JSON.',
      event_type: null,
      payload: null,
    });
  });

  test('without what proves it, it halts and repeats nothing of it', async () => {
    const inputs = { provider, raw_body: body, headers: '{}', querystring: '' };
    const { error, message, said, output } = await verify(inputs);
    expect([error, output]).toEqual(['HaltedError', {}]);
    expect(message).toMatch(/ \((signature|token)_missing\)$/);
    expect(said).not.toContain(body);
    expect(said).not.toContain(JSON.stringify(body).slice(1, -1));
    for (const secret of [...secretsOf(bench.connection), ...Object.values(SECRETS)])
      expect(said).not.toContain(secret);
  });

  test('an empty body halts like any other that is not proven', async () => {
    const { error } = await verify({ provider, headers: '{}' });
    expect(error).toBe('HaltedError');
  });

  test('with Continue, what is not proven goes on with the reason and nothing of the request', async () => {
    const { output, error } = await verify({ provider, raw_body: body, on_failure: 'continue' });
    expect(error).toBeUndefined();
    expect(output).toEqual({
      verified: false,
      reason: expect.stringMatching(/^(signature|token)_missing$/),
      explanation: expect.stringMatching(/ Check also that “Raw Body” and “Headers” .* \((signature|token)_missing\)$/),
      provider,
      event_type: null,
      delivery_id: null,
      sent_at: null,
      payload: null,
    });
  });

  test.each(['stop', undefined, '', 'Continue ', 'anything'])('with “%s” chosen it stops', async (choice) => {
    const { error } = await verify({ provider, raw_body: body, on_failure: choice });
    expect(error).toBe('HaltedError');
  });

  test('without the secret in the connection it names the field, also with Continue', async () => {
    const field = Object.keys(SECRETS).find((key) => key.startsWith(provider)) ?? '';
    for (const choice of ['stop', 'continue']) {
      const { error, message } = await verify({ ...inputsOf(genuine), on_failure: choice }, { [field]: undefined });
      expect(error).toBe('AppError');
      expect(message).toMatch(/Edit the connection and check “[^”]+(Secret|Token)”\. \(secret_missing\)$/);
    }
  });
});

const hmacs = GENUINE.filter(({ provider }) => provider === 'basekit' || provider === 'builtfirst');

test.each(hmacs)('$provider: one byte more, less or other in the body halts', async (genuine) => {
  const inputs = inputsOf(genuine);
  for (const body of [
    `${genuine.body} `,
    genuine.body.slice(0, -1),
    genuine.body.replace('s', 'S'),
    ` ${genuine.body}`,
  ]) {
    const { error, message } = await verify({ ...inputs, raw_body: body });
    expect([error, message]).toEqual(['HaltedError', expect.stringMatching(/ \(signature_mismatch\)$/)]);
  }
});

test('white space at the ends of a genuine body belongs to it', async () => {
  const [basekit] = GENUINE;
  if (!basekit) throw new Error('There is no example');
  const padded = { ...basekit, body: ` ${basekit.body}\r\n` };
  expect((await verify(inputsOf(padded))).output['verified']).toBe(true);
});

describe('Buildr’s time', () => {
  const body = '{"id": 1}';
  const at = (seconds: number) => ({
    provider: 'buildr',
    raw_body: body,
    headers: standardHeaders(SVIX, { id: 'msg_1', timestamp: now() + seconds, body }),
  });

  test.each([
    [-310, 'timestamp_too_old'],
    [310, 'timestamp_too_new'],
  ])('%d s away halts', async (seconds, reason) => {
    expect((await verify(at(seconds))).message).toContain(`(${reason})`);
  });

  test('four minutes away passes, and the step says when it was sent', async () => {
    const { output } = await verify(at(-240));
    expect(Math.abs(Date.parse(String(output['sent_at'])) / 1000 - now() + 240)).toBeLessThan(3);
  });
});
