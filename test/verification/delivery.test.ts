import { AMBIGUOUS, type Delivery, type RawRequest, readDelivery } from '../../verification/delivery.ts';
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

describe('a raw request', () => {
  test('must be there, with a body in text', () => {
    expect(outcomeOf(readDelivery(undefined))).toBe('raw_request_missing');
    expect(outcomeOf(readDelivery({}))).toBe('raw_request_missing');
    expect(outcomeOf(readDelivery({ method: 'POST' }))).toBe('raw_request_missing');
    expect(outcomeOf(readDelivery({ content: null }))).toBe('raw_request_missing');
    expect(outcomeOf(readDelivery({ content: { parsed: true } }))).toBe('raw_request_missing');
    expect(outcomeOf(readDelivery({ content: Buffer.from('{}') }))).toBe('raw_request_missing');
  });

  test('gives its body as it came', () => {
    expect(read(post('')).body).toBe('');
    expect(read(post('\uFEFF{ "a" : 1.0 }\r\n')).body).toBe('\uFEFF{ "a" : 1.0 }\r\n');
  });

  test.each(['POST', 'post', undefined, null, 7, {}])('may be a %j', (method) => {
    expect(read({ method, content: 'x' }).body).toBe('x');
  });

  test.each(['GET', 'PUT', 'HEAD', 'DELETE', 'PATCH', '', 'POSTS', ' POST'])('may not be a %j', (method) => {
    expect(outcomeOf(readDelivery({ method, content: 'x' }))).toBe('method_not_post');
  });

  test('without headers or URL holds none', () => {
    const delivery = read({ content: 'x' });
    expect(delivery.header('x-request-id')).toBeUndefined();
    expect(delivery.query('token')).toBeUndefined();
    const empty = read({ method: null, headers: null, querystring: null, content: 'x' });
    expect([empty.body, empty.header('x-request-id'), empty.query('token')]).toEqual(['x', undefined, undefined]);
  });
});

describe('a header', () => {
  test.each([
    'X-Delivery-Hmac-SHA256',
    'x-delivery-hmac-sha256',
    'X-DELIVERY-HMAC-SHA256',
    'Http-X-Delivery-Hmac-Sha256',
    'http-x-delivery-hmac-sha256',
    'HTTP_X_DELIVERY_HMAC_SHA256',
    'x_delivery_hmac_sha256',
    'Http_X-Delivery_Hmac-Sha256',
  ])('is found as %s', (spelling) => {
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
  ])('is not found as %s', (spelling) => {
    expect(header({ [spelling]: 'value' })).toBeUndefined();
  });

  test('keeps its value as it came', () => {
    expect(header({ 'X-Delivery-Hmac-SHA256': ' a, B ' })).toBe(' a, B ');
    expect(header({ 'X-Delivery-Hmac-SHA256': '' })).toBe('');
  });

  test('that came twice must say the same', () => {
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

  test.each([[['a']], [['a', 'b']], [7], [true], [null], [undefined], [{ a: 1 }]])('that is %j is no text', (value) => {
    expect(header({ 'X-Delivery-Hmac-SHA256': value })).toBe(AMBIGUOUS);
    expect(header({ 'X-Delivery-Hmac-SHA256': 'a', 'Http-X-Delivery-Hmac-Sha256': value })).toBe(AMBIGUOUS);
  });

  test('cannot be inherited', () => {
    expect(header(Object.create({ 'X-Delivery-Hmac-SHA256': 'value' }))).toBeUndefined();
    expect(header({}, 'constructor')).toBeUndefined();
  });
});

describe('a parameter of the URL', () => {
  const query = (querystring: string) => read(post('', {}, querystring)).query('token');

  test('is found and decoded', () => {
    expect(query('token=abc')).toBe('abc');
    expect(query('a=1&token=a%20b%2Bc&z=2')).toBe('a b+c');
    expect(query('?token=abc')).toBe('abc');
    expect(query('token=')).toBe('');
    expect(query('token')).toBe('');
  });

  test('is not found under another name', () => {
    expect(query('')).toBeUndefined();
    expect(query('TOKEN=abc&xtoken=abc&token2=abc&token[]=abc')).toBeUndefined();
  });

  test('that came twice must say the same', () => {
    expect(query('token=a&token=a')).toBe('a');
    expect(query('token=a&token=b')).toBe(AMBIGUOUS);
    expect(query('token=a&token=a&token=b')).toBe(AMBIGUOUS);
    expect(query('token=&token=a')).toBe(AMBIGUOUS);
  });
});
