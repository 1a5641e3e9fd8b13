/** Only compiled, never run: code that must not compile is marked with `@ts-expect-error`, next to similar code that must. */
import type { Context } from '../../platform/context.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Delivery } from '../../verification/delivery.ts';
import type { Rejection } from '../../verification/rejection.ts';
import { type Body, parseBody, type Verified, type VerifiedDelivery, verify } from '../../verification/verify.ts';

declare const unverified: Delivery;
declare const verified: VerifiedDelivery;
declare const provider: Provider;
declare const context: Context;
declare const body: Body;
declare const verifiedBody: Verified<Body>;

export const parsed: Verified<Body> | Rejection = parseBody(verified.delivery);

// @ts-expect-error An unverified delivery cannot be parsed.
export const parsedUnverified = parseBody(unverified);

// @ts-expect-error A type annotation does not make a delivery verified.
export const annotated: Verified<Delivery> = unverified;

export const delivery: Delivery = verified.delivery;

// @ts-expect-error A copy of its parts does not make a delivery verified.
export const copied: Verified<Delivery> = { body: unverified.body, header: unverified.header, query: unverified.query };

// @ts-expect-error Evidence does not make a delivery verified.
export const withEvidence: VerifiedDelivery = { evidence: { deliveryId: 'msg_1' }, delivery: unverified };

// @ts-expect-error Another symbol does not make a delivery verified.
export const branded: Verified<Delivery> = { ...unverified, [Symbol('brand')]: true };

// @ts-expect-error A body that was parsed elsewhere is not verified.
export const otherBody: Verified<Body> = body;

export const enriched = provider.enrich?.(context, 'contact.create', verifiedBody);

// @ts-expect-error An unverified body cannot be enriched.
export const enrichedUnverified = provider.enrich?.(context, 'contact.create', body);

const result = verify(provider.verifier, undefined, 'secret', 0);

// @ts-expect-error The result may be a rejection.
export const unchecked = parseBody(result.delivery);

export const checked = 'evidence' in result ? parseBody(result.delivery) : result.reason;
