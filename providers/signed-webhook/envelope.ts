import type { Rejection } from '../../verification/rejection.ts';
import { readPayload, type Verified, type VerifiedDelivery } from '../../verification/verify.ts';
import type { Envelope } from '../provider.ts';
import { contentId } from './content-id.ts';
import type { SenderDescription } from './sender.ts';
import { readAny } from './source.ts';

type Described = Pick<SenderDescription, 'eventType' | 'id' | 'isEvent' | 'scheme' | 'bodiesRepeat'>;
type Header = Parameters<typeof readAny>[2];

/** Where the ID of an event is, if the body is one. */
export const idSource = ({ id, isEvent }: Pick<SenderDescription, 'id' | 'isEvent'>, payload: unknown) =>
  isEvent?.(payload) === false ? undefined : id;

/** The parts of an event type, joined with full stops. Null if the first is missing. */
export const readEventType = (
  { eventType = [] }: Pick<SenderDescription, 'eventType'>,
  payload: unknown,
  header?: Header,
): string | null => {
  const [first, ...others] = eventType.map((source) => readAny(source, payload, header));
  return first === undefined ? null : [first, ...others].filter(Boolean).join('.');
};

/** Puts a verified delivery of a sender into an envelope. */
export const toEnvelope =
  (key: string, sender: Described) =>
  (verified: VerifiedDelivery): Verified<Envelope> | Rejection =>
    readPayload(verified, (payload, delivery, evidence) => ({
      sender: key,
      event_type: readEventType(sender, payload, delivery.header),
      delivery_id:
        evidence.deliveryId ??
        readAny(idSource(sender, payload), payload, delivery.header) ??
        contentId(sender, { delivery, evidence }),
      sent_at: evidence.sentAt === undefined ? null : new Date(evidence.sentAt * 1000).toISOString(),
      payload,
    }));
