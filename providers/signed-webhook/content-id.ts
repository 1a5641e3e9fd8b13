import { hash } from 'node:crypto';
import type { VerifiedDelivery } from '../../verification/verify.ts';
import type { SenderDefinition } from './sender.ts';

/** Removes the time at which a body was sent, which may differ in a re-send. In the text, because parsing rounds large integers. */
const withoutTime = (body: string, key: string): string =>
  body.replace(new RegExp(`"${key}"\\s*:\\s*(?:\\d+|"[^"]*")`), '');

/** A hash of what identifies a delivery without an ID: its body, and the signed time if two events may have the same body. */
export const contentId = (
  { scheme: { timestamp }, bodiesRepeat }: Pick<SenderDefinition, 'scheme' | 'bodiesRepeat'>,
  { delivery, evidence }: Pick<VerifiedDelivery, 'evidence'> & { readonly delivery: { readonly body: string } },
): string => {
  const body = timestamp?.in === 'body' ? withoutTime(delivery.body, timestamp.key) : delivery.body;
  return hash('sha256', bodiesRepeat ? `${evidence.sentAt ?? ''}${body}` : body, 'hex');
};
