import { hmac } from '../../verification/hmac.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';
import { type Verifier, verify } from '../../verification/verify.ts';
import { oneByteAway } from '../helpers/bytes.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post } from '../helpers/sign.ts';
import fixed from '../vectors/signatures.json' with { type: 'json' };

interface Vector {
  readonly scheme: string;
  readonly secret: string;
  readonly body: string;
  readonly signature: string;
  readonly id?: string | undefined;
  readonly timestamp?: number | undefined;
}

/** The parts of a vector that a test changes, all as text. */
interface Parts {
  readonly secret: string;
  readonly body: string;
  readonly signature: string;
  readonly id: string;
  readonly timestamp: string;
}

interface Scheme {
  readonly verifier: Verifier;
  headers(parts: Parts): Record<string, string>;
}

const bare = (encoding: 'base64' | 'hex'): Scheme => ({
  verifier: hmac(hmacScheme({ header: 'X-Signature', encoding })),
  headers: ({ signature }) => ({ 'X-Signature': signature }),
});

const schemes: Readonly<Record<string, Scheme>> = {
  'hmac-sha256-base64': bare('base64'),
  'hmac-sha256-hex': bare('hex'),
  'standard-webhooks': {
    verifier: hmac(STANDARD_WEBHOOKS),
    headers: ({ id, timestamp, signature }) => ({
      'Http-Svix-Id': id,
      'Http-Svix-Timestamp': timestamp,
      'Http-Svix-Signature': signature,
    }),
  },
};

const vectors: readonly Vector[] = fixed.vectors;
const cases = vectors.map((vector, index) => ({ ...vector, title: `vector ${index}, ${vector.scheme}` }));

const checkOf = (vector: Vector) => {
  const scheme = schemes[vector.scheme];
  if (!scheme) throw new Error(`There is no verifier for ${vector.scheme}`);
  const genuine: Parts = { ...vector, id: vector.id ?? '', timestamp: String(vector.timestamp ?? '') };
  const now = vector.timestamp ?? 0;
  const check = (changes: Partial<Parts>): string => {
    const parts = { ...genuine, ...changes };
    return outcomeOf(verify(scheme.verifier, post(parts.body, scheme.headers(parts)), parts.secret, now));
  };
  return { genuine, check };
};

test('Every signature scheme has vectors', () => {
  expect(new Set(vectors.map(({ scheme }) => scheme))).toEqual(new Set(Object.keys(schemes)));
});

describe.each(cases)('$title', (vector) => {
  const { genuine, check } = checkOf(vector);
  const outcomes = (name: keyof Parts): Set<string> => {
    const changed = oneByteAway(genuine[name]);
    expect(changed.length).toBeGreaterThan(0);
    return new Set(changed.map((value) => check({ [name]: value })));
  };

  test('The vector is accepted', () => {
    expect(check({})).toBe('accepted');
  });

  test('A body that differs by one byte is refused', () => {
    const reasons = outcomes('body');
    // Bytes that are not UTF-8 reach the app as U+FFFD.
    reasons.delete('body_not_utf8');
    expect(reasons).toEqual(new Set(['signature_mismatch']));
  });

  test('A signature that differs by one byte is refused', () => {
    expect(outcomes('signature')).toEqual(new Set(['signature_malformed', 'signature_mismatch']));
  });

  test('A secret that differs by one byte is refused', () => {
    const reasons = outcomes('secret');
    reasons.delete('secret_unusable');
    expect(reasons).toEqual(new Set(['signature_mismatch']));
  });
});

describe.each(cases.filter(({ scheme }) => scheme === 'standard-webhooks'))('$title', (vector) => {
  const { genuine, check } = checkOf(vector);

  test('An ID that differs by one byte is refused', () => {
    const reasons = new Set(oneByteAway(genuine.id).map((id) => check({ id })));
    expect(reasons).toEqual(new Set(['signature_mismatch', 'id_malformed']));
  });

  test('A timestamp that differs by one byte is refused', () => {
    const reasons = new Set(oneByteAway(genuine.timestamp).map((timestamp) => check({ timestamp })));
    const all = ['signature_mismatch', 'timestamp_malformed', 'timestamp_too_old', 'timestamp_too_new'];
    expect(reasons).toEqual(new Set(all));
  });
});
