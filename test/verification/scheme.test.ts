import { hmac } from '../../verification/hmac.ts';
import {
  checksTime,
  describeScheme,
  headersOf,
  hmacScheme,
  parametersOf,
  type Scheme,
  signsBody,
} from '../../verification/scheme.ts';
import { readBase64Key, readTextKey } from '../../verification/secret.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';

describe('hmacScheme', () => {
  test('By default it is SHA-256 in hex of the raw body, as the only value of a header', () => {
    expect(hmacScheme({ header: 'X-Sign' })).toMatchObject({
      kind: 'hmac',
      algorithm: 'sha256',
      encoding: 'hex',
      key: 'text',
      prefix: '',
      signedText: '{body}',
      headers: [{ signature: 'X-Sign' }],
    });
  });

  test('Every option replaces its default', () => {
    const options = {
      algorithm: 'sha512',
      encoding: 'base64',
      key: 'base64',
      prefix: 'v1=',
      separator: ',',
      signedText: '{id}.{body}',
      headers: [{ signature: 'A', id: 'B' }],
      unsignedValue: 'none',
    } as const;
    expect(hmacScheme(options)).toStrictEqual({ kind: 'hmac', ...options });
  });
});

const timed = hmacScheme({
  headers: [
    { signature: 'X-Sign', timestamp: 'X-Time', id: 'X-Id' },
    { signature: 'Y-Sign', timestamp: 'Y-Time' },
  ],
  algorithm: 'sha512',
  prefix: 'v1=',
  signedText: '{id}.{timestamp}.{body}',
  timestamp: { in: 'header', unit: 's', tolerance: 180 },
});

// Documents, the command line and the sandbox read these properties.
test.each<[string, Scheme, object]>([
  [
    'HMAC-SHA256 of the raw body in `X-Sign` (hex)',
    hmacScheme({ header: 'X-Sign' }),
    { headers: ['X-Sign'], parameters: [], time: false, body: true },
  ],
  [
    'HMAC-SHA1 of the raw body in `X-Hub-Signature` (base64 after `sha1=`)',
    hmacScheme({ header: 'X-Hub-Signature', algorithm: 'sha1', encoding: 'base64', prefix: 'sha1=' }),
    { headers: ['X-Hub-Signature'], parameters: [], time: false, body: true },
  ],
  [
    'HMAC-SHA512 of `{id}.{timestamp}.{body}` in `X-Sign` (hex after `v1=`, valid for 180 seconds)',
    timed,
    { headers: ['X-Id', 'X-Time', 'X-Sign'], parameters: [], time: true, body: true },
  ],
  [
    'HMAC-SHA256 of `{id}.{timestamp}.{body}` in `svix-signature` (base64 after `v1,`, valid for 300 seconds)',
    STANDARD_WEBHOOKS,
    { headers: ['svix-id', 'svix-timestamp', 'svix-signature'], parameters: [], time: true, body: true },
  ],
  [
    'Secret token in `X-Token`',
    { kind: 'token', in: 'header', name: 'X-Token' },
    { headers: ['X-Token'], parameters: [], time: false, body: false },
  ],
  [
    'Secret token in the query parameter `token`',
    { kind: 'token', in: 'query', name: 'token' },
    { headers: [], parameters: ['token'], time: false, body: false },
  ],
])('%s', (description, scheme, expected) => {
  expect(describeScheme(scheme)).toBe(description);
  expect({
    headers: headersOf(scheme),
    parameters: parametersOf(scheme),
    time: checksTime(scheme),
    body: signsBody(scheme),
  }).toEqual(expected);
});

test('A verifier has its scheme, and reads keys as the scheme says', () => {
  const token = { kind: 'token', in: 'query', name: 'token' } as const;
  expect(sharedToken(token)).toMatchObject({ scheme: token, readKey: readTextKey });
  expect(hmac(timed)).toMatchObject({ scheme: timed, readKey: readTextKey });
  expect(hmac(STANDARD_WEBHOOKS)).toMatchObject({ scheme: STANDARD_WEBHOOKS, readKey: readBase64Key });
});

test('Standard Webhooks reads svix-* and webhook-* headers, and a base64 key', () => {
  expect(STANDARD_WEBHOOKS.key).toBe('base64');
  expect(STANDARD_WEBHOOKS.headers).toEqual(
    ['svix', 'webhook'].map((prefix) => ({
      signature: `${prefix}-signature`,
      id: `${prefix}-id`,
      timestamp: `${prefix}-timestamp`,
    })),
  );
});
