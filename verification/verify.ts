import { type Delivery, type RawRequest, readDelivery } from './delivery.ts';
import { canBeTooDeep, isTooDeep } from './depth.ts';
import { isRejection, type Rejection, reject } from './rejection.ts';
import { splitSecrets, usableSecrets } from './secret.ts';

declare const brand: unique symbol;

/** A value that was verified. Only this file can create one, so code that requires it cannot be called without verification. */
export type Verified<T> = T & { readonly [brand]: true };

/** What a verifier learns about a delivery. */
export interface Evidence {
  /** Identifies the delivery. The signature covers it, and every re-send has the same one. It may be the signature, so never show it. */
  readonly fingerprint: string;
  /** The sender's ID of the delivery, where the signature covers one. */
  readonly deliveryId?: string;
  /** When it was sent, in seconds since 1970, where the signature covers that. */
  readonly sentAt?: number;
  /** The end of its validity, in seconds since 1970, where it has one. */
  readonly validUntil?: number;
}

/** How requests are signed, for tools that sign them. */
export type Scheme = 'hmac-hex' | 'hmac-base64' | 'standard-webhooks' | 'token-header' | 'token-query';

/** Verifies who sent a delivery. */
export interface Verifier {
  readonly scheme: Scheme;
  /** A description for documents and tools. */
  readonly name: string;
  /** The headers it reads. */
  readonly headers: readonly string[];
  /** The query parameters it reads. */
  readonly parameters: readonly string[];
  /** Whether it refuses old deliveries. */
  readonly checksTime: boolean;
  /** Whether it covers the body. If not, no value in the body identifies a delivery. */
  readonly signsBody: boolean;
  /** The key in a secret as the user entered it, or undefined if this verifier can never use it. */
  readKey(secret: string): Buffer | undefined;
  /**
   * Checks a delivery against keys, any of which may be the current one.
   *
   * @param now seconds since 1970
   */
  check(delivery: Delivery, keys: readonly Buffer[], now: number): Evidence | Rejection;
}

/** A JSON object: the only kind of body that the providers send. */
export type Body = { readonly [key: string]: unknown };

/** A delivery that was verified, with what is known about it. */
export interface VerifiedDelivery {
  readonly evidence: Evidence;
  readonly delivery: Verified<Delivery>;
}

// The only place that creates a Verified: every caller has just seen a check succeed.
const markVerified = <T>(value: T): Verified<T> => value as Verified<T>;

/**
 * Verifies a raw request. Without a usable secret nothing passes.
 *
 * @param secrets the content of the secret's field: one, or several separated by white space
 * @param now seconds since 1970
 * @param names texts that are never keys, such as the provider's name and the field's label
 */
export const verify = (
  verifier: Verifier,
  raw: RawRequest | undefined,
  secrets: string | undefined,
  now: number,
  names: readonly string[] = [],
): VerifiedDelivery | Rejection => {
  const keys = usableSecrets(secrets, names)
    .map((secret) => verifier.readKey(secret))
    .filter((key) => key !== undefined);
  if (keys.length === 0) return reject(splitSecrets(secrets).length === 0 ? 'secret_missing' : 'secret_unusable');
  const delivery = readDelivery(raw);
  if (isRejection(delivery)) return delivery;
  const evidence = verifier.check(delivery, keys, now);
  return isRejection(evidence) ? evidence : { evidence, delivery: markVerified(delivery) };
};

/** Parses the body of a verified delivery: the bytes that were verified, not the copy that Zapier parsed. */
export const parseBody = (delivery: Verified<Delivery>): Verified<Body> | Rejection => {
  let body: unknown;
  try {
    body = JSON.parse(delivery.body);
  } catch {
    return reject('body_not_json');
  }
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (isObject && canBeTooDeep(delivery.body) && isTooDeep(body)) return reject('body_too_deep');
  // Just checked to be a JSON object, and parsed from verified bytes.
  return isObject ? markVerified(body as Body) : reject('body_not_object');
};
