import { openssl, type Recorded } from '../helpers/cli.ts';
import { explained, namesIn } from '../helpers/explained.ts';
import { BODY, basekitWith, buildr, builtfirstWith, SECRET, SENT_AT, STANDARD_SECRET } from '../helpers/requests.ts';

const digest = openssl(SECRET, BODY);
const base64 = digest.toString('base64');
const hex = digest.toString('hex');
// Chosen so that its digest differs between base64 and base64url.
const URL_BODY = '{"eventName":"site.publish","n":3}';
const base64url = openssl(SECRET, URL_BODY).toString('base64url');

const HEADER_NAME = 'The signature or token is not in the header or parameter that the provider documents.';

const check = (provider: string, recorded: Recorded, secret = SECRET) =>
  explained({ provider, secret, recorded, now: SENT_AT });

test.each<[string, string, Recorded]>([
  ['header_name', 'basekit', { headers: { 'X-Signature': base64 }, content: BODY }],
  ['header_name', 'basekit', { headers: { 'Http-Http-X-Delivery-Hmac-SHA256': base64 }, content: BODY }],
  ['header_space', 'basekit', basekitWith(` "${base64}" `)],
  ['header_url_encoding', 'basekit', basekitWith(encodeURIComponent(base64))],
  ['header_prefix', 'basekit', basekitWith(`sha256=${base64}`)],
  ['header_prefix', 'basekit', basekitWith(`v1,${base64}`)],
  ['header_prefix', 'builtfirst', builtfirstWith(`sha256=${hex}`)],
  ['encoding_hex', 'basekit', basekitWith(hex)],
  ['encoding_upper_case', 'builtfirst', builtfirstWith(hex.toUpperCase())],
  ['encoding_base64', 'builtfirst', builtfirstWith(base64)],
  ['encoding_padding', 'basekit', basekitWith(base64.replace('=', ''))],
  ['encoding_base64url', 'basekit', basekitWith(base64url, URL_BODY)],
  ['encoding_twice', 'basekit', basekitWith(Buffer.from(hex).toString('base64'))],
])('finds %s in a request of %s', (name, provider, recorded) => {
  expect(namesIn(check(provider, recorded))).toEqual([name]);
});

test('the fixture differs between base64 and base64url', () => {
  expect(base64url).toMatch(/[-_]/);
});

test('finds a prefix together with another encoding', () => {
  expect(namesIn(check('basekit', basekitWith(`sha256=${hex}`)))).toEqual(['header_prefix', 'encoding_hex']);
});

describe('in a Standard Webhooks request', () => {
  const genuine = buildr();
  const find = (headers: Readonly<Record<string, string>>) =>
    check('buildr', { headers, content: genuine.content }, STANDARD_SECRET);
  const signature = String(genuine.headers['svix-signature']);
  const others = { 'svix-id': 'msg_1', 'svix-timestamp': String(SENT_AT) };

  test('finds header_name', () => {
    const renamed = { 'X-Id': 'msg_1', 'X-Timestamp': String(SENT_AT), 'X-Signature': signature };
    expect(namesIn(find(renamed))).toEqual(['header_name']);
    expect(find(renamed).findings[0]?.message).toBe(`${HEADER_NAME} They are in x-signature, x-id and x-timestamp.`);
    expect(namesIn(find({ ...others, 'webhook-signature': signature }))).toEqual(['header_name']);
  });

  test('finds header_prefix', () => {
    expect(namesIn(find({ ...others, 'svix-signature': signature.replace('v1,', '') }))).toEqual(['header_prefix']);
    expect(namesIn(find({ ...others, 'svix-signature': signature.replace('v1,', 'v1=') }))).toEqual(['header_prefix']);
  });

  test('finds encoding_hex', () => {
    const digits = Buffer.from(signature.slice(3), 'base64').toString('hex');
    expect(namesIn(find({ ...others, 'svix-signature': `v1,${digits}` }))).toEqual(['encoding_hex']);
  });
});

describe('in a request with a token', () => {
  const TOKEN = 'token+with/signs=';
  const token = (headers: Record<string, string>, querystring = '') => ({ headers, querystring, content: BODY });

  test('finds header_name and tells the location', () => {
    const inUrl = check('freshpaint', token({}, `key=${encodeURIComponent(TOKEN)}`), TOKEN);
    expect(namesIn(inUrl)).toEqual(['header_name']);
    expect(inUrl.findings[0]?.message).toBe(`${HEADER_NAME} It is in the query parameter key.`);
    const inHeader = check('firespring', token({ 'X-Api-Key': TOKEN }), TOKEN);
    expect(namesIn(inHeader)).toEqual(['header_name']);
    expect(inHeader.findings[0]?.message).toBe(`${HEADER_NAME} It is in the header x-api-key.`);
  });

  test('finds header_prefix', () => {
    expect(namesIn(check('freshpaint', token({ 'X-Webhook-Token': `Bearer ${TOKEN}` }), TOKEN))).toEqual([
      'header_prefix',
    ]);
  });

  test('finds header_url_encoding', () => {
    const encoded = encodeURIComponent(TOKEN);
    expect(namesIn(check('firespring', token({}, `token=${encoded}`), TOKEN))).toEqual(['verified']);
    expect(namesIn(check('firespring', token({}, `token=${TOKEN}`), TOKEN))).toEqual(['header_url_encoding']);
    const twice = encodeURIComponent(encoded);
    expect(namesIn(check('firespring', token({}, `token=${twice}`), TOKEN))).toEqual(['header_url_encoding']);
  });
});
