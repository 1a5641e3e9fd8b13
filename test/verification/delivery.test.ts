import { AMBIGUOUS, type Delivery, headerName, type RawRequest, readDelivery } from '../../verification/delivery.ts';
import { isRejection } from '../../verification/rejection.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post } from '../helpers/sign.ts';

const read = (raw: RawRequest): Delivery => {
  const delivery = readDelivery(raw);
  if (isRejection(delivery)) throw new Error(delivery.reason);
  return delivery;
};
const header = (headers: Readonly<Record<string, unknown>>, name = 'x-delivery-hmac-sha256') =>
  read(post('', headers)).header(name);

describe('raw request', () => {
  test('A request without a text body is refused', () => {
    expect(outcomeOf(readDelivery(undefined))).toBe('raw_request_missing');
    expect(outcomeOf(readDelivery({}))).toBe('raw_request_missing');
    expect(outcomeOf(readDelivery({ method: 'POST' }))).toBe('raw_request_missing');
    expect(outcomeOf(readDelivery({ content: null }))).toBe('raw_request_missing');
    expect(outcomeOf(readDelivery({ content: { parsed: true } }))).toBe('raw_request_missing');
    expect(outcomeOf(readDelivery({ content: Buffer.from('{}') }))).toBe('raw_request_missing');
  });

  test('The body is unchanged', () => {
    expect(read(post('')).body).toBe('');
    expect(read(post('\uFEFF{ "a" : 1.0 }\r\n')).body).toBe('\uFEFF{ "a" : 1.0 }\r\n');
  });

  test.each(['POST', 'post', undefined, null, 7, {}])('The method %j is accepted', (method) => {
    expect(read({ method, content: 'x' }).body).toBe('x');
  });

  test.each(['GET', 'PUT', 'HEAD', 'DELETE', 'PATCH', '', 'POSTS', ' POST'])('The method %j is refused', (method) => {
    expect(outcomeOf(readDelivery({ method, content: 'x' }))).toBe('method_not_post');
  });

  test('A request without headers or query string has none', () => {
    const delivery = read({ content: 'x' });
    expect(delivery.header('x-request-id')).toBeUndefined();
    expect(delivery.query('token')).toBeUndefined();
    const empty = read({ method: null, headers: null, querystring: null, content: 'x' });
    expect([empty.body, empty.header('x-request-id'), empty.query('token')]).toEqual(['x', undefined, undefined]);
  });
});

describe('headers', () => {
  test.each([
    'X-Delivery-Hmac-SHA256',
    'x-delivery-hmac-sha256',
    'X-DELIVERY-HMAC-SHA256',
    'Http-X-Delivery-Hmac-Sha256',
    'http-x-delivery-hmac-sha256',
    'HTTP_X_DELIVERY_HMAC_SHA256',
    'x_delivery_hmac_sha256',
    'Http_X-Delivery_Hmac-Sha256',
  ])('A header is found as %s', (spelling) => {
    expect(header({ Other: 'x', [spelling]: 'value', 'Http-Another': 'y' })).toBe('value');
  });

  test.each([
    'Evil-X-Delivery-Hmac-Sha256',
    'Http-X-Delivery-Hmac-Sha512',
    'Http-Http-X-Delivery-Hmac-Sha256',
    'Http-Old-X-Delivery-Hmac-Sha256',
    'HttpX-Delivery-Hmac-Sha256',
    'Delivery-Hmac-Sha256',
    'X-Delivery-Hmac-Sha25',
    'X-Delivery-Hmac-Sha2566',
    'X-Delivery-Hmac-Sha256-Http-',
    ' X-Delivery-Hmac-Sha256',
    'X-Delivery-Hmac-Sha512',
  ])('A header is not found as %s', (spelling) => {
    expect(header({ [spelling]: 'value' })).toBeUndefined();
  });

  test.each([
    ['az-az', 'AZ-az'],
    ['x-zone', 'HTTP_X_ZONE'],
    ['a-z0-9', 'Http-A-Z0-9'],
    ['x-my-header', 'x-my_HEADER'],
  ])('The header %s is found as %s', (name, spelling) => {
    expect(header({ [spelling]: 'value' }, name)).toBe('value');
  });

  test.each([
    ['svix-id', 'wvix-id'],
    ['svix-id', 'vvix-id'],
    ['svix-id', 'svix-ie'],
    ['svix-id', 'sviy-id'],
    ['svix-id', 'Gttp-svix-id'],
    ['svix-id', 'Httpssvix-id'],
    ['svix-id', 'Http-wvix-id'],
    // One before and one after the capital letters: lowered by 32, @ would become ` and [ would become {.
    ['`-id', '@-id'],
    ['{-id', '[-id'],
  ])('The header %s is not found as %s', (name, spelling) => {
    expect(header({ [spelling]: 'value' }, name)).toBeUndefined();
  });

  test('A value is unchanged', () => {
    expect(header({ 'X-Delivery-Hmac-SHA256': ' a, B ' })).toBe(' a, B ');
    expect(header({ 'X-Delivery-Hmac-SHA256': '' })).toBe('');
  });

  test('A repeated header must have one value', () => {
    const twice = (one: unknown, two: unknown) =>
      header({ 'X-Delivery-Hmac-SHA256': one, 'Http-X-Delivery-Hmac-Sha256': two });
    expect(twice('a', 'a')).toBe('a');
    expect(twice('a', 'b')).toBe(AMBIGUOUS);
    expect(twice('', 'a')).toBe(AMBIGUOUS);
    expect(twice('a', '')).toBe(AMBIGUOUS);
    expect(header({ 'x-delivery-hmac-sha256': 'a', x_delivery_hmac_sha256: 'b' })).toBe(AMBIGUOUS);
    const thrice = { 'x-delivery-hmac-sha256': 'a', x_delivery_hmac_sha256: 'a', HTTP_X_DELIVERY_HMAC_SHA256: 'b' };
    expect(header(thrice)).toBe(AMBIGUOUS);
  });

  test.each([[['a']], [['a', 'b']], [7], [true], [null], [undefined], [{ a: 1 }]])(
    'The value %j is ambiguous, because it is not text',
    (value) => {
      expect(header({ 'X-Delivery-Hmac-SHA256': value })).toBe(AMBIGUOUS);
      expect(header({ 'X-Delivery-Hmac-SHA256': 'a', 'Http-X-Delivery-Hmac-Sha256': value })).toBe(AMBIGUOUS);
    },
  );

  test('An inherited property is not a header', () => {
    expect(header(Object.create({ 'X-Delivery-Hmac-SHA256': 'value' }))).toBeUndefined();
    expect(header({}, 'constructor')).toBeUndefined();
  });
});

describe('query parameters', () => {
  const query = (querystring: string) => read(post('', {}, querystring)).query('token');

  test('A parameter is found and decoded', () => {
    expect(query('token=abc')).toBe('abc');
    expect(query('a=1&token=a%20b%2Bc&z=2')).toBe('a b+c');
    expect(query('?token=abc')).toBe('abc');
    expect(query('token=')).toBe('');
    expect(query('token')).toBe('');
  });

  test('A parameter is not found under another name', () => {
    expect(query('')).toBeUndefined();
    expect(query('TOKEN=abc&xtoken=abc&token2=abc&token[]=abc')).toBeUndefined();
  });

  test('A repeated parameter must have one value', () => {
    expect(query('token=a&token=a')).toBe('a');
    expect(query('token=a&token=b')).toBe(AMBIGUOUS);
    expect(query('token=a&token=a&token=b')).toBe(AMBIGUOUS);
    expect(query('token=&token=a')).toBe(AMBIGUOUS);
  });
});

test('A header may be described with upper case and underscores', () => {
  expect(headerName('X_Delivery_Hmac-SHA256')).toBe('x-delivery-hmac-sha256');
  expect(header({ 'Http-X-Delivery-Hmac-Sha256': 'a' }, headerName('X_DELIVERY_HMAC_SHA256'))).toBe('a');
});
