import { renameHeader } from 'zapier-local';
import { openBench } from '../helpers/sandbox.ts';
import { hmacOf, standardHeaders } from '../helpers/sign.ts';
import { type Fields, GENUINE, now, SECRETS, SVIX, TOKEN, verifyOn } from './genuine.ts';

const bench = openBench();
const verify = (input: Fields) => verifyOn(bench, input);

describe('headers', () => {
  const [basekit, buildr] = GENUINE;
  if (!basekit || !buildr) throw new Error('GENUINE lists BaseKit and Buildr first');
  const name = 'X-Delivery-Hmac-SHA256';
  const value = hmacOf(SECRETS.basekit_hmac_secret, basekit.body, 'base64');
  const verified = async (headers: unknown, rest: Fields = {}) =>
    verify({ provider: 'basekit', raw_body: basekit.body, headers, ...rest });

  test.each<[string, unknown]>([
    ['as an object', { [name]: value }],
    ['as JSON', JSON.stringify({ [name]: value, Host: 'hooks.zapier.com' })],
    ['as JSON over several lines', JSON.stringify({ Accept: '*/*', [name]: value }, null, 2)],
    ['as Catch Raw Hook’s JSON', JSON.stringify({ [renameHeader(name)]: value, 'Content-Type': 'application/json' })],
    ['as a line', `${name}: ${value}`],
    ['as a line without a space', `${name}:${value}`],
    ['among lines', `Host: hooks.zapier.com\n${name}: ${value}\nAccept: */*`],
    ['among lines that end in CRLF', `Host: hooks.zapier.com\r\n  ${name} :  ${value}  \r\n\r\n`],
    ['with an equals sign', `${name}=${value}`],
    ['in lower case', `${name.toLowerCase()}: ${value}`],
    ['in upper case', `${name.toUpperCase()}: ${value}`],
    ['with underscores', `${name.replaceAll('-', '_')}: ${value}`],
    ['with spaces', `${name.replaceAll('-', ' ')}: ${value}`],
    ['as Zapier sends them', `${renameHeader(name)}: ${value}`],
    ['as the editor shows them', `Headers Http X Delivery Hmac Sha256: ${value}`],
    ['as the editor maps them', `headers__Http-X-Delivery-Hmac-Sha256: ${value}`],
    ['in upper case with HTTP', `HTTP_X_DELIVERY_HMAC_SHA256: ${value}`],
    ['in quotes', `"${name}": ${value}`],
    ['twice with the same value', `${name}: ${value}\n${name.toLowerCase()}: ${value}`],
  ])('are read %s', async (_form, headers) => {
    expect(await verified(headers)).toMatchObject({ error: undefined, output: { verified: true } });
  });

  test.each<[string, unknown, string]>([
    ['two values', `${name}: ${value}\n${name}: ${value.replace(/.=/, 'x=')}`, 'signature_ambiguous'],
    ['two values in two spellings', { [name]: value, [renameHeader(name)]: 'x' }, 'signature_ambiguous'],
    ['a value that is a list', { [name]: [value] }, 'signature_ambiguous'],
    ['a longer name', `X-${name}: ${value}`, 'signature_missing'],
    ['a bare value', value, 'signature_missing'],
    ['a list', [name, value], 'signature_missing'],
    ['a number', 17, 'signature_missing'],
    ['null', null, 'signature_missing'],
    ['truncated JSON', `{"${name}": "${value}"`, 'signature_missing'],
    ['an empty value', `${name}:`, 'signature_missing'],
  ])('do not verify a request with %s', async (_form, headers, reason) => {
    const { error, message } = await verified(headers);
    expect([error, message]).toEqual(['HaltedError', expect.stringContaining(`(${reason})`)]);
  });

  test('a bare signature replaces the header', async () => {
    expect((await verified(undefined, { signature: ` ${value} ` })).output['verified']).toBe(true);
    expect((await verified('{}', { signature: `${value}x` })).message).toContain('(signature_malformed)');
    // Two equal signatures count as one; two different ones are ambiguous.
    expect((await verified(`${name}: ${value}`, { signature: value })).output['verified']).toBe(true);
    expect((await verified(`${name}: ${value}x`, { signature: value })).message).toContain('(signature_ambiguous)');
  });

  test('a bare signature is refused for Buildr, which signs with three headers', async () => {
    const { error, message } = await verify({ provider: 'buildr', raw_body: '{}', signature: 'v1,abc' });
    expect([error, message]).toEqual([
      'HaltedError',
      'Buildr signs with more than one header. Clear “Signature or Token” and enter svix-id, svix-timestamp, svix-signature in “Headers”.',
    ]);
  });

  test.each(['svix', 'webhook'] as const)('%s headers verify a request of Buildr', async (prefix) => {
    const headers = standardHeaders(SVIX, { id: 'msg_2', timestamp: now(), body: buildr.body }, prefix);
    const lines = Object.entries(headers).map(([header, text]) => `${renameHeader(header)}: ${text}`);
    const { output } = await verify({ provider: 'buildr', raw_body: buildr.body, headers: lines.join('\n') });
    expect(output).toMatchObject({ verified: true, delivery_id: 'msg_2' });
  });
});

describe('tokens', () => {
  const body = '{"type": "page"}';

  test('of Freshpaint are read from a bare value and not from the query', async () => {
    const request = { provider: 'freshpaint', raw_body: body };
    expect((await verify({ ...request, signature: TOKEN })).output['verified']).toBe(true);
    expect((await verify({ ...request, querystring: `X-Webhook-Token=${TOKEN}` })).error).toBe('HaltedError');
    expect((await verify({ ...request, headers: `X-Webhook-Token: ${TOKEN}x` })).message).toContain('(token_mismatch)');
  });

  test.each<[string, Fields]>([
    ['the query', { querystring: `token=${TOKEN}` }],
    ['the query with a question mark', { querystring: `?token=${TOKEN}` }],
    ['the complete URL', { querystring: `https://hooks.zapier.com/hooks/catch/1/abc/?token=${TOKEN}` }],
    ['the query among others', { querystring: `a=1&token=${TOKEN}&b=2` }],
    ['an object', { querystring: { token: TOKEN } }],
    ['JSON', { querystring: JSON.stringify({ token: TOKEN }) }],
    ['a bare value', { signature: TOKEN }],
  ])('of Firespring are read from %s', async (_form, input) => {
    expect((await verify({ provider: 'firespring', raw_body: body, ...input })).output['verified']).toBe(true);
  });

  test.each<[string, Fields, string]>([
    ['another token', { querystring: `token=${TOKEN}x` }, 'token_mismatch'],
    ['two tokens', { querystring: `token=x&token=${TOKEN}` }, 'token_ambiguous'],
    ['no token', { querystring: 'a=1' }, 'token_missing'],
    ['an empty token', { querystring: 'token=' }, 'token_missing'],
    ['a token in a header', { headers: `token: ${TOKEN}` }, 'token_missing'],
  ])('of Firespring are missing or wrong with %s', async (_form, input, reason) => {
    expect((await verify({ provider: 'firespring', raw_body: body, ...input })).message).toContain(`(${reason})`);
  });
});

describe('inputs', () => {
  test.each([undefined, '', ' '])('the provider “%s” is empty, and the error names the field', async (provider) => {
    const { error, message } = await verify({ provider, raw_body: '{}' });
    expect([error, message]).toEqual(['AppError', '“Sender” is empty. Fill it in, or map a field that has a value.']);
  });

  test.each(['mailchimp', 'signed_webhook', 'BaseKit', '__proto__', 'constructor'])(
    'the provider %s is unknown',
    async (provider) => {
      const { error, message } = await verify({ provider, raw_body: '{}' });
      expect([error, message]).toEqual([
        'AppError',
        '“Sender” is not one of the choices. Select the service that sends the requests.',
      ]);
    },
  );

  test('a body that Zapier parsed is refused, and the error names the field to map', async () => {
    const { error, message } = await verify({ provider: 'basekit', raw_body: { eventName: 'site.publish' } });
    expect([error, message]).toEqual([
      'HaltedError',
      '“Raw Body” is not text. Map the field Raw Body of the step Catch Raw Hook.',
    ]);
  });
});
