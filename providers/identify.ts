import { hash } from 'node:crypto';
import { signsBody } from '../verification/scheme.ts';
import type { Body, VerifiedDelivery } from '../verification/verify.ts';
import type { Provider } from './provider.ts';

/**
 * What is the same for every re-send of a delivery: its ID, if the signature covers one, otherwise a hash of its body. A re-send may have
 * another signature.
 */
export const identify = (
  { verifier, deliveryId, bodiesRepeat }: Provider,
  { delivery, evidence }: VerifiedDelivery,
  body: Body | undefined,
): string => {
  const id = body && signsBody(verifier.scheme) ? deliveryId?.(body) : undefined;
  return id ?? evidence.deliveryId ?? hash('sha256', `${bodiesRepeat ? evidence.sentAt : ''}${delivery.body}`, 'hex');
};
