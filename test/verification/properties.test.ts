import fc from 'fast-check';
import { hmac } from '../../verification/hmac.ts';
import { REJECTIONS } from '../../verification/rejection.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';
import { type Verifier, verify } from '../../verification/verify.ts';
import { flip } from '../helpers/bytes.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { hmacOf, post, standardHeaders, standardSecret } from '../helpers/sign.ts';

const TOLERANCE = 300;
const RUNS = { numRuns: 300 };

/** Any text that UTF-8 can encode: Zapier passes bodies as text. */
const body = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json());
/** A visible character that does not mask a secret. White space separates secrets. */
const character = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 1 })
  .filter((text) => /^(?!\p{DI})[\p{L}\p{N}\p{Sc}!-)+,\-/:-~]$/u.test(text));
/** Any text of sufficient length. Its first word is not one that placeholders have. */
const secretFrom = (minLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: character, minLength: minLength - 3, maxLength: 77 }).map((text) => `k7q${text}`);
const secret = secretFrom(8);
/** Characters of each secret in a field of several. */
const SHORTEST_OF_SEVERAL = 16;
/** One repeated byte is a placeholder. */
const key = fc.uint8Array({ minLength: 16, maxLength: 64 }).filter((bytes) => bytes.some((byte) => byte !== bytes[0]));
const id = fc.stringMatching(/^[\w-]{1,40}$/);
const timestamp = fc.integer({ min: 1_000_000_000, max: 9_999_999_999 });
const age = fc.integer({ min: -TOLERANCE, max: TOLERANCE });

/** A change of one byte, at any position. */
const change = fc.record({ at: fc.nat(), mask: fc.integer({ min: 1, max: 255 }) });
type Change = { readonly at: number; readonly mask: number };

const changed = (text: string, { at, mask }: Change): string => {
  const bytes = Buffer.byteLength(text, 'utf8');
  fc.pre(bytes > 0);
  const other = flip(text, at % bytes, mask);
  // Invalid UTF-8 becomes U+FFFD, which may have been there before.
  fc.pre(other !== text);
  return other;
};

/** A request in parts that are verified and can be changed separately. */
interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly querystring?: string;
  readonly secret: string;
  readonly now: number;
}

const check = (verifier: Verifier, { body: content, headers, querystring, secret: field, now }: Signed): string =>
  outcomeOf(verify(verifier, post(content, headers, querystring), field, now));

/** Zapier puts U+FFFD in the place of bytes that are not UTF-8. */
const expectMismatch = (verifier: Verifier, request: Signed): void =>
  expect(check(verifier, request)).toBe(request.body.includes('\ufffd') ? 'body_not_utf8' : 'signature_mismatch');

interface Scheme {
  readonly title: string;
  readonly verifier: Verifier;
  readonly genuine: fc.Arbitrary<Signed>;
  /** Whether the signature covers the body. */
  readonly isSigned: boolean;
}

const bare = (encoding: 'hex' | 'base64'): Scheme => ({
  title: `HMAC in ${encoding}`,
  verifier: hmac(hmacScheme({ header: 'X-Signature', encoding })),
  isSigned: true,
  genuine: fc.record({ body, secret }).map((parts) => ({
    ...parts,
    headers: { 'X-Signature': hmacOf(parts.secret, parts.body, encoding) },
    now: 0,
  })),
});

const standard = (prefix: 'svix' | 'webhook'): Scheme => ({
  title: `Standard Webhooks in ${prefix}-* headers`,
  verifier: hmac(STANDARD_WEBHOOKS),
  isSigned: true,
  genuine: fc.record({ body, key, id, timestamp, age }).map((parts) => ({
    body: parts.body,
    secret: standardSecret(parts.key),
    headers: standardHeaders(standardSecret(parts.key), parts, prefix),
    now: parts.timestamp + parts.age,
  })),
});

const schemes: readonly Scheme[] = [
  bare('hex'),
  bare('base64'),
  standard('svix'),
  standard('webhook'),
  {
    title: 'token in a header',
    verifier: sharedToken({ kind: 'token', in: 'header', name: 'X-Webhook-Token' }),
    isSigned: false,
    genuine: fc
      .record({ body, secret })
      .map((parts) => ({ ...parts, headers: { 'X-Webhook-Token': parts.secret }, now: 0 })),
  },
  {
    title: 'token in the query string',
    verifier: sharedToken({ kind: 'token', in: 'query', name: 'token' }),
    isSigned: false,
    genuine: fc.record({ body, secret }).map((parts) => ({
      ...parts,
      headers: {},
      querystring: `token=${encodeURIComponent(parts.secret)}`,
      now: 0,
    })),
  },
];

const MISMATCHES: readonly string[] = [
  'signature_mismatch',
  'body_not_utf8',
  'token_mismatch',
  'secret_missing',
  'secret_unusable',
];
const MISSING: readonly string[] = ['signature_missing', 'id_missing', 'timestamp_missing', 'token_missing'];
const REFUSALS: readonly string[] = Object.keys(REJECTIONS).filter(
  (reason) => reason === 'body_not_utf8' || /^(signature|id|timestamp|token)_/.test(reason),
);

describe.each(schemes)('$title', ({ verifier, genuine }) => {
  test('Accepts a genuine request, also with several secrets', () => {
    fc.assert(
      fc.property(genuine, secretFrom(SHORTEST_OF_SEVERAL), (request, other) => {
        expect(check(verifier, request)).toBe('accepted');
        fc.pre(request.secret.length >= SHORTEST_OF_SEVERAL);
        expect(check(verifier, { ...request, secret: `${other}\n${request.secret}` })).toBe('accepted');
        expect(check(verifier, { ...request, secret: `${request.secret} ${other}` })).toBe('accepted');
      }),
      RUNS,
    );
  });

  test('Refuses a request if one byte of the secret differs', () => {
    fc.assert(
      fc.property(genuine, change, (request, one) => {
        const other = changed(request.secret, one);
        // HMAC pads short keys with zero bytes: one more, plain or through base64's padding, gives the same key.
        fc.pre(!other.includes('\0') && request.secret[one.at % request.secret.length] !== '=');
        // White space splits it into several secrets, of which one may be the genuine one.
        fc.pre(!/\s/.test(other));
        expect(MISMATCHES).toContain(check(verifier, { ...request, secret: other }));
      }),
      RUNS,
    );
  });

  test('Refuses a request if one byte of a header or of the token differs', () => {
    fc.assert(
      fc.property(genuine, change, fc.nat(), (request, one, which) => {
        const names = Object.keys(request.headers);
        const name = names[which % names.length];
        const altered: Signed =
          name === undefined
            ? { ...request, querystring: `token=${encodeURIComponent(changed(request.secret, one))}` }
            : { ...request, headers: { ...request.headers, [name]: changed(request.headers[name] ?? '', one) } };
        expect(REFUSALS).toContain(check(verifier, altered));
      }),
      RUNS,
    );
  });

  test('Refuses a request without one of its headers', () => {
    fc.assert(
      fc.property(genuine, (request) => {
        for (const name of Object.keys(request.headers)) {
          const headers = Object.fromEntries(Object.entries(request.headers).filter(([other]) => other !== name));
          expect(MISSING).toContain(check(verifier, { ...request, headers }));
        }
        expect(MISSING).toContain(check(verifier, { ...request, headers: {}, querystring: '' }));
      }),
      { numRuns: 50 },
    );
  });
});

describe.each(schemes.filter(({ isSigned }) => isSigned))('$title', ({ verifier, genuine }) => {
  test('Refuses a request if one byte of the body differs', () => {
    fc.assert(
      fc.property(genuine, change, (request, one) => {
        expectMismatch(verifier, { ...request, body: changed(request.body, one) });
      }),
      RUNS,
    );
  });

  test('Refuses a request with a longer or shorter body', () => {
    fc.assert(
      fc.property(genuine, fc.string({ unit: 'binary', minLength: 1, maxLength: 9 }), (request, more) => {
        expectMismatch(verifier, { ...request, body: request.body + more });
        expectMismatch(verifier, { ...request, body: more + request.body });
        const [last = ''] = [...request.body].slice(-1);
        fc.pre(last !== '');
        expectMismatch(verifier, { ...request, body: request.body.slice(0, -last.length) });
      }),
      RUNS,
    );
  });
});

test('Standard Webhooks refuses any genuine request outside the tolerance', () => {
  const [scheme] = schemes.filter(({ title }) => title.includes('svix'));
  if (!scheme) throw new Error('Standard Webhooks is not among the schemes');
  const beyond = fc.integer({ min: TOLERANCE + 1, max: 1_000_000_000 });
  fc.assert(
    fc.property(scheme.genuine, beyond, (request, seconds) => {
      const sent = Number(request.headers['svix-timestamp']);
      expect(check(scheme.verifier, { ...request, now: sent + seconds })).toBe('timestamp_too_old');
      expect(check(scheme.verifier, { ...request, now: sent - seconds })).toBe('timestamp_too_new');
    }),
    RUNS,
  );
});
