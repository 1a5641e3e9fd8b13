import { hash } from 'node:crypto';
import { signsBody } from '../verification/scheme.ts';
import type { Body, VerifiedDelivery } from '../verification/verify.ts';
import type { Provider } from './provider.ts';

/** What is the same for every re-send of a delivery. */
export interface Identity {
  readonly value: string;
  /** Whether it is an ID. Otherwise it is a hash of the content, which two events may share. */
  readonly isId: boolean;
}

/** The ID of a delivery, if the signature covers one, otherwise a hash of its content: a re-send may have another signature. */
export const identify = (provider: Provider, verified: VerifiedDelivery, body: Body | undefined): Identity => {
  const { verifier, deliveryId } = provider;
  const id = (body && signsBody(verifier.scheme) ? deliveryId?.(body) : undefined) ?? verified.evidence.deliveryId;
  if (id !== undefined) return { value: id, isId: true };
  return { value: provider.contentId?.(verified) ?? hash('sha256', verified.delivery.body, 'hex'), isId: false };
};
