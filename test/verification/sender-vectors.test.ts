import { SENDERS } from '../../providers/signed-webhook/senders/index.ts';
import { readDelivery } from '../../verification/delivery.ts';
import { hmac } from '../../verification/hmac.ts';
import { isRejection } from '../../verification/rejection.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { verify } from '../../verification/verify.ts';
import fixed from '../fixtures/sender-vectors.json' with { type: 'json' };
import { flip } from '../helpers/bytes.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post } from '../helpers/sign.ts';

interface Vector {
  readonly sender: string;
  readonly secret: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Seconds since 1970. */
  readonly at?: number | undefined;
}

const schemeOf = (key: string) => {
  const sender = new Map(Object.entries(SENDERS)).get(key);
  if (!sender) throw new Error(`There is no sender ${key}`);
  return sender.scheme;
};

const headersIn = ({ headers }: Vector) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));

/** Checks with the key itself: some published secrets are shorter than the app accepts from users. */
const check = (vector: Vector, now = vector.at ?? 0): string => {
  const scheme = schemeOf(vector.sender);
  const delivery = readDelivery(post(vector.body, headersIn(vector)));
  if (isRejection(delivery)) return delivery.reason;
  const verifier = hmac(scheme);
  const key = scheme.key === 'text' ? Buffer.from(vector.secret, 'utf8') : verifier.readKey(vector.secret);
  const result = verifier.check(delivery, key ? [key] : [], now);
  return isRejection(result) ? result.reason : 'accepted';
};

const REFUSED = /^(signature|body|timestamp|id)_/;
const published: readonly Vector[] = fixed.accept;
const signed: readonly Vector[] = fixed.openssl;
const titled = (vectors: readonly Vector[], source: string) =>
  vectors.map((vector, at) => ({ title: `${vector.sender}, ${source} vector ${at}`, vector }));
const accepted = [...titled(published, 'published'), ...titled(signed, 'OpenSSL')];

test('Every sender has a vector', () => {
  const senders = accepted.map(({ vector }) => vector.sender);
  expect([...new Set(senders)].toSorted()).toEqual(Object.keys(SENDERS).toSorted());
});

describe.each(accepted)('$title', ({ vector }) => {
  const { timestamp } = schemeOf(vector.sender);
  const [last = ''] = Object.keys(headersIn(vector)).slice(-1);

  test('Is accepted', () => {
    expect(check(vector)).toBe('accepted');
  });

  test('Is refused with a body, a header or a secret that differs by one byte', () => {
    const changed = (text: string) => {
      const length = Buffer.byteLength(text, 'utf8');
      const step = Math.ceil(length / 20);
      return Array.from({ length: Math.floor(length / step) }, (_, at) => flip(text, at * step, 1));
    };
    for (const body of changed(vector.body)) expect(check({ ...vector, body })).toMatch(REFUSED);
    for (const secret of changed(vector.secret)) expect(check({ ...vector, secret })).toMatch(REFUSED);
    for (const [name, value = ''] of Object.entries(vector.headers)) {
      // Another header or entry may have a signature of the same request.
      if (name !== last || /v1=0|dummy/.test(value)) continue;
      for (const header of changed(value)) {
        expect(check({ ...vector, headers: { ...vector.headers, [name]: header } })).toMatch(REFUSED);
      }
    }
  });

  test('Is refused without any of its headers', () => {
    for (const name of Object.keys(vector.headers)) {
      // Another header may have a signature of the same request.
      if (name !== last && timestamp === undefined) continue;
      expect(check({ ...vector, headers: { ...vector.headers, [name]: undefined } })).toMatch(/_missing$|_mismatch$/);
    }
  });

  test('Is refused outside the tolerance, if it has a timestamp', () => {
    const at = vector.at ?? 0;
    const outcomes = timestamp ? ['timestamp_too_old', 'timestamp_too_new'] : ['accepted', 'accepted'];
    expect([check(vector, at + 1000), check(vector, at - 1000)]).toEqual(outcomes);
    expect(vector.at === undefined).toBe(timestamp === undefined);
  });
});

test.each(signed)('OpenSSL’s signature for $sender is accepted with the secret as users enter it', (vector) => {
  const verifier = hmac(schemeOf(vector.sender));
  const raw = post(vector.body, headersIn(vector));
  expect(outcomeOf(verify(verifier, raw, [vector.secret], vector.at ?? 0))).toBe('accepted');
});

test.each(fixed.digests)('The digest in $source of the body $body is accepted', ({ secret, body, signature }) => {
  const delivery = readDelivery(post(body, { 'X-Sign': signature }));
  if (isRejection(delivery)) throw new Error(delivery.reason);
  const key = Buffer.from(secret, 'utf8');
  expect(hmac(hmacScheme({ header: 'X-Sign' })).check(delivery, [key], 0)).toEqual({});
});

test.each(fixed.refuse)('$sender: a published request is refused with $reason. $why', (vector) => {
  const verifier = hmac(schemeOf(vector.sender));
  const request = post(vector.body, headersIn(vector));
  for (const secrets of [vector.secret, [vector.secret]]) {
    expect(outcomeOf(verify(verifier, request, secrets, vector.at ?? 0))).toBe(vector.reason);
  }
  expect(verifier.readKey('')).toBeUndefined();
});
