import fc from 'fast-check';
import { hmac } from '../../verification/hmac.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import { standardWebhooks, TOLERANCE } from '../../verification/standard-webhooks.ts';
import { type Verifier, verify } from '../../verification/verify.ts';
import { flip } from '../helpers/bytes.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { hmacOf, post, standardHeaders, standardSecret } from '../helpers/sign.ts';

const RUNS = { numRuns: 300 };

/** Any text that UTF-8 can carry, which is all that Zapier can read out of a request. */
const body = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json());
/** Any text long enough but white space, which separates secrets, and zero bytes, with which HMAC fills up short keys. */
const secret = fc.string({ unit: 'binary', minLength: 8, maxLength: 80 }).filter((text) => !/[\s\0]/.test(text));
const key = fc.uint8Array({ minLength: 16, maxLength: 64 });
const id = fc.stringMatching(/^[\w-]{1,40}$/);
const timestamp = fc.integer({ min: 1_000_000_000, max: 9_999_999_999 });
const age = fc.integer({ min: -TOLERANCE, max: TOLERANCE });

/** A change of one byte, at any place of a text that is not known yet. */
const change = fc.record({ at: fc.nat(), mask: fc.integer({ min: 1, max: 255 }) });
type Change = { readonly at: number; readonly mask: number };

const changed = (text: string, { at, mask }: Change): string => {
  const bytes = Buffer.byteLength(text, 'utf8');
  fc.pre(bytes > 0);
  const other = flip(text, at % bytes, mask);
  // Bytes that are not UTF-8 become U+FFFD, which may have stood there before.
  fc.pre(other !== text);
  return other;
};

/** A request in parts, each of which is proven and can be changed on its own. */
interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly querystring?: string;
  readonly secret: string;
  readonly now: number;
}

const check = (proof: Verifier, { body: content, headers, querystring, secret: field, now }: Signed): string =>
  outcomeOf(verify(proof, post(content, headers, querystring), field, now));

interface Scheme {
  readonly title: string;
  readonly proof: Verifier;
  readonly genuine: fc.Arbitrary<Signed>;
  /** Whether the proof covers the body. */
  readonly isSigned: boolean;
}

const bare = (encoding: 'hex' | 'base64'): Scheme => ({
  title: `HMAC in ${encoding}`,
  proof: hmac({ header: 'X-Signature', encoding }),
  isSigned: true,
  genuine: fc.record({ body, secret }).map((parts) => ({
    ...parts,
    headers: { 'X-Signature': hmacOf(parts.secret, parts.body, encoding) },
    now: 0,
  })),
});

const standard = (family: 'svix' | 'webhook'): Scheme => ({
  title: `Standard Webhooks in ${family}-* headers`,
  proof: standardWebhooks(),
  isSigned: true,
  genuine: fc.record({ body, key, id, timestamp, age }).map((parts) => ({
    body: parts.body,
    secret: standardSecret(parts.key),
    headers: standardHeaders(standardSecret(parts.key), parts, family),
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
    proof: sharedToken({ header: 'X-Webhook-Token' }),
    isSigned: false,
    genuine: fc
      .record({ body, secret })
      .map((parts) => ({ ...parts, headers: { 'X-Webhook-Token': parts.secret }, now: 0 })),
  },
  {
    title: 'token on the URL',
    proof: sharedToken({ query: 'token' }),
    isSigned: false,
    genuine: fc.record({ body, secret }).map((parts) => ({
      ...parts,
      headers: {},
      querystring: `token=${encodeURIComponent(parts.secret)}`,
      now: 0,
    })),
  },
];

describe.each(schemes)('$title', ({ proof, genuine }) => {
  test('accepts whatever is genuine, under one of several secrets too', () => {
    fc.assert(
      fc.property(genuine, secret, (request, other) => {
        expect(check(proof, request)).toBe('accepted');
        expect(check(proof, { ...request, secret: `${other}\n${request.secret}` })).toBe('accepted');
        expect(check(proof, { ...request, secret: `${request.secret} ${other}` })).toBe('accepted');
      }),
      RUNS,
    );
  });

  test('refuses it with one byte of the secret changed', () => {
    fc.assert(
      fc.property(genuine, change, (request, one) => {
        const other = changed(request.secret, one);
        // HMAC fills up short keys with zero bytes: one more, plain or by base64's padding, makes the same key.
        fc.pre(!other.includes('\0') && request.secret[one.at % request.secret.length] !== '=');
        // White space makes several secrets of it: the genuine one, when it comes right after `whsec`.
        fc.pre(!/\s/.test(other));
        expect(check(proof, { ...request, secret: other })).toMatch(/_mismatch$|^secret_/);
      }),
      RUNS,
    );
  });

  test('refuses it with one byte of a header or of the URL’s token changed', () => {
    fc.assert(
      fc.property(genuine, change, fc.nat(), (request, one, which) => {
        const names = Object.keys(request.headers);
        const name = names[which % names.length];
        const broken: Signed =
          name === undefined
            ? { ...request, querystring: `token=${encodeURIComponent(changed(request.secret, one))}` }
            : { ...request, headers: { ...request.headers, [name]: changed(request.headers[name] ?? '', one) } };
        expect(check(proof, broken)).toMatch(/^(signature|id|timestamp|token)_/);
      }),
      RUNS,
    );
  });

  test('refuses it without any one header', () => {
    fc.assert(
      fc.property(genuine, (request) => {
        for (const name of Object.keys(request.headers)) {
          const headers = Object.fromEntries(Object.entries(request.headers).filter(([other]) => other !== name));
          expect(check(proof, { ...request, headers })).toMatch(/_missing$/);
        }
        expect(check(proof, { ...request, headers: {}, querystring: '' })).toMatch(/_missing$/);
      }),
      { numRuns: 50 },
    );
  });
});

describe.each(schemes.filter(({ isSigned }) => isSigned))('$title', ({ proof, genuine }) => {
  test('refuses it with one byte of the body changed', () => {
    fc.assert(
      fc.property(genuine, change, (request, one) => {
        expect(check(proof, { ...request, body: changed(request.body, one) })).toBe('signature_mismatch');
      }),
      RUNS,
    );
  });

  test('refuses it with anything added to the body or cut off', () => {
    fc.assert(
      fc.property(genuine, fc.string({ unit: 'binary', minLength: 1, maxLength: 9 }), (request, more) => {
        expect(check(proof, { ...request, body: request.body + more })).toBe('signature_mismatch');
        expect(check(proof, { ...request, body: more + request.body })).toBe('signature_mismatch');
        const [last = ''] = [...request.body].slice(-1);
        fc.pre(last !== '');
        expect(check(proof, { ...request, body: request.body.slice(0, -last.length) })).toBe('signature_mismatch');
      }),
      RUNS,
    );
  });
});

test('Standard Webhooks refuses what is genuine but stale, by any number of seconds', () => {
  const [scheme] = schemes.filter(({ title }) => title.includes('svix'));
  if (!scheme) throw new Error('No Standard Webhooks among the schemes');
  const beyond = fc.integer({ min: TOLERANCE + 1, max: 1_000_000_000 });
  fc.assert(
    fc.property(scheme.genuine, beyond, (request, seconds) => {
      const sent = Number(request.headers['svix-timestamp']);
      expect(check(scheme.proof, { ...request, now: sent + seconds })).toBe('timestamp_too_old');
      expect(check(scheme.proof, { ...request, now: sent - seconds })).toBe('timestamp_too_new');
    }),
    RUNS,
  );
});
