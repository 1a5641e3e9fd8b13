/** Read by the compiler only: what must not compile stands under `@ts-expect-error`, beside its like that must. */

import type { Context } from '../../platform/context.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Delivery } from '../../verification/delivery.ts';
import type { Rejection } from '../../verification/rejection.ts';
import { type Body, parseBody, type Verified, type VerifiedDelivery, verify } from '../../verification/verify.ts';

declare const unproven: Delivery;
declare const proven: VerifiedDelivery;
declare const provider: Provider;
declare const call: Context;
declare const body: Body;
declare const opened: Verified<Body>;

export const ofProven: Verified<Body> | Rejection = parseBody(proven.delivery);

// @ts-expect-error A delivery that nobody proved cannot be opened.
export const ofUnproven = parseBody(unproven);

// @ts-expect-error It does not become proven by being called so.
export const called: Verified<Delivery> = unproven;

export const usual: Delivery = proven.delivery;

// @ts-expect-error Nor by being taken apart and put together.
export const copied: Verified<Delivery> = { body: unproven.body, header: unproven.header, query: unproven.query };

// @ts-expect-error Nor by standing beside evidence.
export const beside: VerifiedDelivery = { evidence: { fingerprint: 'msg_1' }, delivery: unproven };

// @ts-expect-error Nor by a mark that looks like the real one.
export const marked: Verified<Delivery> = { ...unproven, [Symbol('brand')]: true };

// @ts-expect-error What was parsed elsewhere is not what was proven.
export const parsed: Verified<Body> = body;

export const enriched = provider.enrich?.(call, 'contact.create', opened);

// @ts-expect-error A provider's API is not asked about what nobody proved.
export const enrichedUnproven = provider.enrich?.(call, 'contact.create', body);

const result = verify(provider.verifier, undefined, 'secret', 0);

// @ts-expect-error A rejection must be looked for before anything is opened.
export const unchecked = parseBody(result.delivery);

export const checked = 'evidence' in result ? parseBody(result.delivery) : result.reason;
