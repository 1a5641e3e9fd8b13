import { createHmac, randomBytes } from 'node:crypto';
import { keyOf, signatureHeaders } from '../sandbox/providers/sign.ts';
import { type Delivery, readDelivery } from '../verification/delivery.ts';
import { hmac } from '../verification/hmac.ts';
import { isRejection } from '../verification/rejection.ts';
import { type Encoding, hmacScheme } from '../verification/scheme.ts';
import { sharedToken } from '../verification/shared-token.ts';
import { STANDARD_WEBHOOKS } from '../verification/standard-webhooks.ts';
import type { Verifier } from '../verification/verify.ts';

/** A secret with its valid signature or token, and a function to try others. */
export interface Target {
  readonly valid: string;
  /** Prepares a guess, so that only the check is measured. @returns a check that is false if it refuses */
  prepare(guess: string): () => boolean;
}

/** Something that checks a signature or a token. */
export interface Subject {
  readonly name: string;
  /** Compares in variable time on purpose, to show that the measurement detects it. */
  readonly isControl: boolean;
  /** The start of the part that an attacker guesses: after `v1,`, for example. */
  readonly start: number;
  /** Creates a target with a new secret. */
  target(): Target;
}

// Short, so that the comparison is a large part of the time.
const BODY = '{"id":1}';

const deliveryOf = (headers: Readonly<Record<string, string>>, querystring = ''): Delivery => {
  const delivery = readDelivery({ method: 'POST', querystring, headers, content: BODY });
  if (isRejection(delivery)) throw new Error(delivery.reason);
  return delivery;
};

const prepareWith = (verifier: Verifier, secret: string, deliver: (guess: string) => Delivery): Target['prepare'] => {
  const now = Date.now() / 1000;
  const key = verifier.readKey(secret);
  if (!key) throw new Error('The verifier cannot use the secret');
  return (guess) => {
    const delivery = deliver(guess);
    return () => !isRejection(verifier.check(delivery, [key], now));
  };
};

const newSecret = () => randomBytes(24).toString('hex');

/** A signature of the body only. */
const sign = (key: string, encoding: Encoding): string => createHmac('sha256', key).update(BODY).digest(encoding);

const hmacSubject = (encoding: Encoding): Subject => {
  const verifier = hmac(hmacScheme({ header: 'X-Signature', encoding }));
  return {
    name: `hmac-${encoding}`,
    isControl: false,
    start: 0,
    target: () => {
      const secret = newSecret();
      const prepare = prepareWith(verifier, secret, (guess) => deliveryOf({ 'Http-X-Signature': guess }));
      return { valid: sign(secret, encoding), prepare };
    },
  };
};

const standardSubject = (): Subject => {
  const scheme = STANDARD_WEBHOOKS;
  const verifier = hmac(scheme);
  return {
    name: 'standard-webhooks',
    isControl: false,
    start: scheme.prefix.length,
    target: () => {
      const secret = `whsec_${randomBytes(32).toString('base64')}`;
      const timestamp = String(Math.floor(Date.now() / 1000));
      const headers = signatureHeaders(scheme, { body: BODY, key: keyOf(scheme, secret), id: 'msg_1', timestamp });
      const prepare = prepareWith(verifier, secret, (guess) => deliveryOf({ ...headers, 'svix-signature': guess }));
      return { valid: headers['svix-signature'] ?? '', prepare };
    },
  };
};

const tokenSubject = (place: 'header' | 'query', name: string, deliver: (guess: string) => Delivery): Subject => {
  const verifier = sharedToken({ kind: 'token', in: place, name });
  return {
    name: `token-${place}`,
    isControl: false,
    start: 0,
    target: () => {
      const secret = newSecret();
      return { valid: secret, prepare: prepareWith(verifier, secret, deliver) };
    },
  };
};

const stopsEarly = (expected: string, given: string): boolean => {
  if (expected.length !== given.length) return false;
  for (let at = 0; at < expected.length; at += 1) if (expected.charCodeAt(at) !== given.charCodeAt(at)) return false;
  return true;
};

const control = (name: string, equals: (expected: string, given: string) => boolean): Subject => ({
  name,
  isControl: true,
  start: 0,
  target: () => {
    const secret = newSecret();
    return {
      valid: sign(secret, 'hex'),
      prepare: (guess) => () => equals(createHmac('sha256', secret).update(BODY).digest('hex'), guess),
    };
  },
});

/** All verifiers, and two comparisons of an HMAC in variable time. */
export const timingSubjects = (): readonly Subject[] => [
  hmacSubject('hex'),
  hmacSubject('base64'),
  standardSubject(),
  tokenSubject('header', 'X-Token', (guess) => deliveryOf({ 'Http-X-Token': guess })),
  tokenSubject('query', 'token', (guess) => deliveryOf({}, `token=${guess}`)),
  control('control: a loop that stops at the first difference', stopsEarly),
  control('control: ===', (expected, given) => expected === given),
];
