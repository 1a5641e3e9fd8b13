import { isDeepStrictEqual } from 'node:util';
import { isRecord, type JsonObject } from '../schema/json.ts';
import { ANY_EVENT, type Event, payloadSample } from '../triggers/define-event.ts';

/** The type with which the provider sends an event. A trigger for every event uses the type in its sample. */
export const typeOf = (event: Event): string =>
  event.type === ANY_EVENT ? (event.provider.eventType(payloadSample(event), event.type) ?? event.type) : event.type;

/** The body that the provider documents for an event: the sample, or what the sample's envelope contains. */
export const bodySample = (event: Event): JsonObject => {
  const sample = payloadSample(event);
  const { payload } = sample;
  return event.provider.choice && isRecord(payload) ? payload : sample;
};

/** The body that the provider documents for an event, with changes. */
export const bodyOf = (event: Event, changes: JsonObject = {}): string =>
  JSON.stringify({ ...bodySample(event), ...changes });

/** The delivery's ID in a body, if the signature covers one there. */
export const idIn = ({ provider }: Event, body: JsonObject): string | undefined =>
  provider.deliveryId?.(provider.choice ? { payload: body } : body);

/** Whether a record contains the body that the provider documents, unchanged except for a time that the sender writes into it. */
export const isSample = (event: Event, record: unknown): boolean => {
  const { scheme } = event.provider.verifier;
  const time = scheme.kind === 'hmac' && scheme.timestamp?.in === 'body' ? scheme.timestamp.key : undefined;
  return Object.entries(bodySample(event)).every(
    ([key, value]) => isRecord(record) && (key === time ? key in record : isDeepStrictEqual(record[key], value)),
  );
};
