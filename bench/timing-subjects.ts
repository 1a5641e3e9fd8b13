import { createHmac, randomBytes } from 'node:crypto';
import { signHmac, signSvix } from '../sandbox/providers/sign.ts';
import { type Delivery, readDelivery } from '../verification/delivery.ts';
import { hmac } from '../verification/hmac.ts';
import { isRejection } from '../verification/rejection.ts';
import { sharedToken } from '../verification/shared-token.ts';
import { standardWebhooks } from '../verification/standard-webhooks.ts';
import type { Verifier } from '../verification/verify.ts';

/** A secret, the signature or token that it makes right, and a way to try another. */
export interface Target {
  readonly right: string;
  /** Prepares a guess, so that only the check is timed. @returns false when it refuses */
  prepare(guess: string): () => boolean;
}

/** Something that checks a signature or a token. */
export interface Subject {
  readonly name: string;
  /** Compares carelessly on purpose, to show that the measurement would see it. */
  readonly isControl: boolean;
  /** Where the part starts that an attacker guesses: behind `v1,`, for example. */
  readonly start: number;
  /** Makes one with a new secret. */
  target(): Target;
}

// Short, so that comparing is as large a part of the time as it can be.
const BODY = '{"id":1}';

const deliveryOf = (headers: Readonly<Record<string, string>>, querystring = ''): Delivery => {
  const delivery = readDelivery({ method: 'POST', querystring, headers, content: BODY });
  if (isRejection(delivery)) throw new Error(delivery.reason);
  return delivery;
};

const tries = (proof: Verifier, secret: string, deliver: (guess: string) => Delivery): Target['prepare'] => {
  const now = Date.now() / 1000;
  const key = proof.readKey(secret);
  if (!key) throw new Error(`${proof.scheme} cannot work with the secret`);
  return (guess) => {
    const delivery = deliver(guess);
    return () => !isRejection(proof.check(delivery, [key], now));
  };
};

const newSecret = () => randomBytes(24).toString('hex');

const signed = (encoding: 'hex' | 'base64'): Subject => {
  const proof = hmac({ header: 'X-Signature', encoding });
  return {
    name: proof.scheme,
    isControl: false,
    start: 0,
    target: () => {
      const secret = newSecret();
      const prepare = tries(proof, secret, (guess) => deliveryOf({ 'Http-X-Signature': guess }));
      return { right: signHmac(BODY, secret, encoding), prepare };
    },
  };
};

const standard = (): Subject => {
  const proof = standardWebhooks();
  return {
    name: proof.scheme,
    isControl: false,
    start: 'v1,'.length,
    target: () => {
      const secret = `whsec_${randomBytes(32).toString('base64')}`;
      const headers = signSvix(BODY, secret, 'msg_1', new Date());
      const prepare = tries(proof, secret, (guess) => deliveryOf({ ...headers, 'svix-signature': guess }));
      return { right: headers['svix-signature'] ?? '', prepare };
    },
  };
};

const token = (proof: Verifier, deliver: (guess: string) => Delivery): Subject => ({
  name: proof.scheme,
  isControl: false,
  start: 0,
  target: () => {
    const secret = newSecret();
    return { right: secret, prepare: tries(proof, secret, deliver) };
  },
});

const stopsEarly = (expected: string, given: string): boolean => {
  if (expected.length !== given.length) return false;
  for (let at = 0; at < expected.length; at += 1) if (expected.charCodeAt(at) !== given.charCodeAt(at)) return false;
  return true;
};

const careless = (name: string, equals: (expected: string, given: string) => boolean): Subject => ({
  name,
  isControl: true,
  start: 0,
  target: () => {
    const secret = newSecret();
    return {
      right: signHmac(BODY, secret, 'hex'),
      prepare: (guess) => () => equals(createHmac('sha256', secret).update(BODY).digest('hex'), guess),
    };
  },
});

/** Every proof, and two careless comparisons of the same HMAC. */
export const timingSubjects = (): readonly Subject[] => [
  signed('hex'),
  signed('base64'),
  standard(),
  token(sharedToken({ header: 'X-Token' }), (guess) => deliveryOf({ 'Http-X-Token': guess })),
  token(sharedToken({ query: 'token' }), (guess) => deliveryOf({}, `token=${guess}`)),
  careless('control: a loop that stops at the first difference', stopsEarly),
  careless('control: ===', (expected, given) => expected === given),
];
