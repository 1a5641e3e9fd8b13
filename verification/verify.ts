import { type Delivery, type RawRequest, readDelivery } from './delivery.ts';
import { canBeTooDeep, isTooDeep } from './depth.ts';
import { isRejection, type Rejection, reject } from './rejection.ts';
import type { Scheme } from './scheme.ts';
import { type Secrets, splitSecrets, usableSecrets } from './secret.ts';
import { canBeTooLarge, isTooLarge } from './size.ts';

declare const brand: unique symbol;

/** A value that was verified. Only this file can create one, so code that requires it cannot be called without verification. */
export type Verified<T> = T & { readonly [brand]: true };

/** What a verifier learns about a delivery. */
export interface Evidence {
  /** The sender's ID of the delivery, where the signature covers one. */
  readonly deliveryId?: string | undefined;
  /** When it was sent, in seconds since 1970, where the signature covers that. */
  readonly sentAt?: number | undefined;
  /** The end of its validity, in seconds since 1970, where it has one. */
  readonly validUntil?: number | undefined;
}

/** Verifies who sent a delivery. */
export interface Verifier {
  readonly scheme: Scheme;
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

interface LastKeys {
  readonly secrets: Secrets;
  readonly names: readonly string[];
  readonly keys: readonly Buffer[];
}

const isSame = (one: Secrets, other: Secrets): boolean =>
  typeof one === 'object' && typeof other === 'object'
    ? one.length === other.length && one.every((secret, index) => secret === other[index])
    : one === other;

/** The keys of the last secrets of each verifier, because checking and decoding them costs as much as a small HMAC. */
const lastKeys = new WeakMap<Verifier, LastKeys>();

/** The keys in secrets, for a verifier. Without any, nothing can be verified. */
export const readKeys = (verifier: Verifier, secrets: Secrets, names: readonly string[]): readonly Buffer[] => {
  const last = lastKeys.get(verifier);
  if (last !== undefined && last.names === names && isSame(last.secrets, secrets)) return last.keys;
  const keys = usableSecrets(secrets, names)
    .map((secret) => verifier.readKey(secret))
    .filter((key) => key !== undefined);
  // A copy, because the list may change.
  lastKeys.set(verifier, { secrets: typeof secrets === 'object' ? [...secrets] : secrets, names, keys });
  return keys;
};

const NO_NAMES: readonly string[] = [];

/**
 * Verifies a raw request. Without a usable secret nothing passes.
 *
 * @param now seconds since 1970
 * @param names texts that are never keys, such as the provider's name and the field's label
 */
export const verify = (
  verifier: Verifier,
  raw: RawRequest | undefined,
  secrets: Secrets,
  now: number,
  names: readonly string[] = NO_NAMES,
): VerifiedDelivery | Rejection => {
  const keys = readKeys(verifier, secrets, names);
  if (keys.length === 0) return reject(splitSecrets(secrets).length === 0 ? 'secret_missing' : 'secret_unusable');
  const delivery = readDelivery(raw);
  if (isRejection(delivery)) return delivery;
  const evidence = verifier.check(delivery, keys, now);
  return isRejection(evidence) ? evidence : { evidence, delivery: markVerified(delivery) };
};

/** The value of a body, if Zapier can pass it on. */
const checkLimits = (body: string, value: unknown): { readonly value: unknown } | Rejection => {
  if (canBeTooDeep(body) && isTooDeep(value)) return reject('body_too_deep');
  return canBeTooLarge(body) && isTooLarge(value) ? reject('body_too_large') : { value };
};

const parseJson = (text: string): { readonly value: unknown } | Rejection => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return reject('body_not_json');
  }
  return checkLimits(text, value);
};

/** Parses the body of a verified delivery: the bytes that were verified, not the copy that Zapier parsed. */
export const parseBody = (delivery: Verified<Delivery>): Verified<Body> | Rejection => {
  const parsed = parseJson(delivery.body);
  if (isRejection(parsed)) return parsed;
  const { value } = parsed;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  // Just checked to be a JSON object, and parsed from verified bytes.
  return isObject ? markVerified(value as Body) : reject('body_not_object');
};

/**
 * Reads a verified delivery whose body may be any JSON value, or text.
 *
 * @param read what to read from the delivery and its payload
 */
export const readPayload = <T>(
  { evidence, delivery }: VerifiedDelivery,
  read: (payload: unknown, delivery: Delivery, evidence: Evidence) => T,
): Verified<T> | Rejection => {
  const { body } = delivery;
  const parsed = parseJson(body);
  const isText = isRejection(parsed) && parsed.reason === 'body_not_json';
  const payload = isText ? checkLimits(body, body) : parsed;
  return isRejection(payload) ? payload : markVerified(read(payload.value, delivery, evidence));
};
