import { hash } from 'node:crypto';
import type { Rejection } from '../../verification/rejection.ts';
import { readPayload, type Verified, type VerifiedDelivery } from '../../verification/verify.ts';
import type { Envelope } from '../provider.ts';
import type { SenderDefinition } from './sender.ts';
import { readAny } from './source.ts';

type Described = Pick<SenderDefinition, 'eventType' | 'id'>;
type Header = Parameters<typeof readAny>[2];

/** The parts of an event type, joined with full stops. Null if the first is missing. */
export const readEventType = ({ eventType = [] }: Described, payload: unknown, header?: Header): string | null => {
  const [first, ...others] = eventType.map((source) => readAny(source, payload, header));
  return first === undefined ? null : [first, ...others].filter(Boolean).join('.');
};

/** Puts a verified delivery of a sender into an envelope. */
export const toEnvelope =
  (key: string, sender: Described) =>
  (verified: VerifiedDelivery): Verified<Envelope> | Rejection =>
    readPayload(verified, (payload, { body, header }, { deliveryId, sentAt }) => ({
      sender: key,
      event_type: readEventType(sender, payload, header),
      delivery_id: deliveryId ?? readAny(sender.id, payload, header) ?? hash('sha256', body, 'hex'),
      sent_at: sentAt === undefined ? null : new Date(sentAt * 1000).toISOString(),
      payload,
    }));
