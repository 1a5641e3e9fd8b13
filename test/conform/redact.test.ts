import { readCapture } from '../../sandbox/cli/capture/index.ts';
import type { Received } from '../../sandbox/conform/evidence.ts';
import { redact } from '../../sandbox/conform/redact.ts';
import { eventOf, events } from '../helpers/sandbox.ts';

const NAME = 'Zyxwvut Holdings';

const received = (key: string, body: string, more: Partial<Received> = {}): Received => ({
  event: eventOf(key),
  request: { method: 'POST', querystring: '', headers: {}, content: body },
  headerNames: [],
  secret: { text: 'a-secret-of-the-team', source: 'the test' },
  output: [],
  exchanges: [],
  ...more,
});

const siblingsOf = (key: string) => events.filter(({ provider }) => provider === eventOf(key).provider);

const bodyOf = (key: string, body: unknown): unknown =>
  JSON.parse(redact(received(key, JSON.stringify(body)), siblingsOf(key)).body);

test('keeps types and shapes, and replaces values', () => {
  const body = {
    eventName: 'account_holder.created',
    accountHolder: {
      ref: 199,
      firstName: NAME,
      email: 'zyxwvut@customer.example',
      created: '2023-03-06T10:15:59+00:00',
      brand: null,
      packages: [{ ref: 7, price: 3.25, active: false, endDate: '' }],
    },
  };
  expect(bodyOf('basekit_account_holder_created', body)).toEqual({
    eventName: 'account_holder.created',
    accountHolder: {
      ref: 1,
      firstName: 'text',
      email: 'user@example.com',
      created: '2000-01-01T00:00:00+00:00',
      brand: null,
      packages: [{ ref: 1, price: 1.5, active: true, endDate: '' }],
    },
  });
});

test.each([
  ['2024-05-06T07:08:09Z', '2000-01-01T00:00:00Z'],
  ['2024-05-06T07:08:09.123Z', '2000-01-01T00:00:00.000Z'],
  ['2022-06-06 20:24:29.809', '2000-01-01 00:00:00'],
  ['2024-05-06', '2000-01-01'],
  ['8f14e45f-ceea-467f-a1d3-2f5b0c9a7e02', '00000000-0000-4000-8000-000000000000'],
  ['https://customer.example/zyxwvut', 'https://example.com/'],
  ['4711', '1'],
  ['47.11', '1.5'],
  ['false', 'true'],
  ['+1 402 555 0101', 'text'],
])('replaces %s by %s', (value, replacement) => {
  expect(bodyOf('basekit_site_publish', { eventName: 'site.publish', site: { title: value } })).toEqual({
    eventName: 'site.publish',
    site: { title: replacement },
  });
});

test('replaces keys that a customer chose', () => {
  const body = {
    eventName: 'account_holder.created',
    accountHolder: { metadata: { zyxwvut: 'a', [NAME]: 'b' } },
    [NAME]: { nested_field: 1, otherField: [{ [NAME]: 2 }] },
  };
  expect(bodyOf('basekit_account_holder_created', body)).toEqual({
    eventName: 'account_holder.created',
    accountHolder: { metadata: { field_1: 'text', field_2: 'text' } },
    field_3: { nested_field: 1, otherField: [{ field_1: 1 }] },
  });
});

test('does not keep a type that is not documented, which may be data', () => {
  expect(bodyOf('basekit_site_publish', { eventName: 'zyxwvut' })).toEqual({ eventName: 'text' });
});

test('replaces a body that is not JSON', () => {
  expect(redact(received('basekit_site_publish', NAME), siblingsOf('basekit_site_publish')).body).toBe('text');
});

test('keeps the spelling of signature headers, and drops headers of the network', () => {
  const headers = {
    'Content-Type': 'application/json; charset=zyxwvut',
    'Http-X-Delivery-Hmac-Sha256': 'c2VjcmV0',
    'Http-X-Forwarded-For': '203.0.113.7',
    'Http-X-Zyxwvut': NAME,
  };
  const headerNames = ['content-type', 'X-Delivery-HMAC-SHA256', 'X-Forwarded-For', 'X-Zyxwvut'];
  const request = { method: 'POST', querystring: `token=${NAME}&zyxwvut=1`, headers, content: '{}' };
  const fixture = redact(
    received('basekit_site_publish', '{}', { request, headerNames }),
    siblingsOf('basekit_site_publish'),
  );
  expect(fixture).toEqual({
    method: 'POST',
    querystring: '',
    headers: { 'content-type': 'application/json', 'X-Delivery-HMAC-SHA256': 'redacted' },
    body: '{}',
  });
});

test('redacts a token in the URL', () => {
  const request = { method: 'POST', querystring: 'token=zyxwvut-0123456789', headers: {}, content: '{}' };
  expect(redact(received('firespring_event', '{}', { request }), siblingsOf('firespring_event')).querystring).toBe(
    'token=redacted',
  );
});

test('a fixture can be read like a recorded request', () => {
  const key = 'basekit_site_publish';
  const fixture = redact(received(key, JSON.stringify({ eventName: 'site.publish' })), siblingsOf(key));
  expect(readCapture(JSON.stringify(fixture), 1)).toMatchObject({
    method: 'POST',
    content: '{"eventName":"site.publish"}',
  });
});
