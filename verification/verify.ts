import { type Delivery, type RawRequest, readDelivery } from './delivery.ts';
import { isRejection, type Rejection, reject } from './rejection.ts';

declare const brand: unique symbol;

/** Something that a proof vouches for. Only this file can make one, so code that needs proof cannot be called without it. */
export type Verified<T> = T & { readonly [brand]: true };

/** What a proof learned about a delivery while checking it. */
export interface Evidence {
  /** What tells this delivery from every other and is itself proven; the same on every re-send. May be the signature: never show it. */
  readonly fingerprint: string;
  /** The sender's own id of the delivery, where the proof covers one. */
  readonly deliveryId?: string;
  /** When it was sent, in seconds since 1970, where that is proven too. */
  readonly sentAt?: number;
  /** Until when it passes, in seconds since 1970, where it does not pass for ever. */
  readonly validUntil?: number;
}

/** The forms that proofs come in, for tools that have to know how a request is signed. */
export type Scheme = 'hmac-hex' | 'hmac-base64' | 'standard-webhooks' | 'token-header' | 'token-query';

/** A way to show who sent a delivery. */
export interface Verifier {
  readonly scheme: Scheme;
  /** In words for documents and tools. */
  readonly name: string;
  /** Names of the headers or parameters it reads. */
  readonly headers: readonly string[];
  /** Whether it refuses what was sent too long ago. */
  readonly checksTime: boolean;
  /** Whether it shows that nobody changed the body: if not, nothing in the body tells one delivery from another for sure. */
  readonly signsBody: boolean;
  /** What is in a secret as the user typed it: the key to check with, or undefined where this proof could never work with it. */
  readKey(secret: string): Buffer | undefined;
  /**
   * Checks a delivery against keys, any of which may be the current one.
   *
   * @param now seconds since 1970
   */
  check(delivery: Delivery, keys: readonly Buffer[], now: number): Evidence | Rejection;
}

/** A JSON object: the only body that any of the providers documents. */
export type Body = { readonly [key: string]: unknown };

/** A delivery that is proven, with its body parsed from the very bytes that were. */
export interface VerifiedDelivery {
  readonly evidence: Evidence;
  readonly delivery: Verified<Delivery>;
}

/** Several secrets stand in one field while one is being rotated, separated by white space. */
export const splitSecrets = (field: unknown): string[] =>
  typeof field === 'string' ? field.split(/\s+/).filter(Boolean) : [];

// The one place where something becomes Verified: every caller has just seen a proof succeed.
const markVerified = <T>(value: T): Verified<T> => value as Verified<T>;

/**
 * Proves a raw request, or says why it cannot be proven. Fails closed: without a usable secret nothing passes.
 *
 * @param field the secret, or several separated by white space
 * @param now seconds since 1970
 */
export const verify = (
  proof: Verifier,
  raw: RawRequest | undefined,
  field: string | undefined,
  now: number,
): VerifiedDelivery | Rejection => {
  const secrets = splitSecrets(field);
  if (secrets.length === 0) return reject('secret_missing');
  const keys = secrets.map((secret) => proof.readKey(secret)).filter((key) => key !== undefined);
  if (keys.length === 0) return reject('secret_unusable');
  const delivery = readDelivery(raw);
  if (isRejection(delivery)) return delivery;
  const evidence = proof.check(delivery, keys, now);
  return isRejection(evidence) ? evidence : { evidence, delivery: markVerified(delivery) };
};

/** Parses the body of a proven delivery: the very bytes that were proven, not what Zapier parsed beside them. */
export const parseBody = (delivery: Verified<Delivery>): Verified<Body> | Rejection => {
  let body: unknown;
  try {
    body = JSON.parse(delivery.body);
  } catch {
    return reject('body_not_json');
  }
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  // Just seen to be a JSON object, and parsed from verified bytes.
  return isObject ? markVerified(body as Body) : reject('body_not_object');
};
