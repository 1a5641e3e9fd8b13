import { randomUUID } from 'node:crypto';
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

const newValue = (value: unknown): unknown =>
  typeof value === 'number' ? 1_000_000 + Math.floor(Math.random() * 1_000_000_000) : randomUUID();

type Change = (value: unknown) => unknown;

/** Bodies that differ from a body in one value, at any depth. */
function* variantsOf(body: JsonObject, change: Change): Generator<JsonObject> {
  for (const [key, value] of Object.entries(body)) {
    if (isRecord(value)) for (const inner of variantsOf(value, change)) yield { ...body, [key]: inner };
    else yield { ...body, [key]: change(value) };
  }
}

/** The bodies that differ in the delivery's ID. None if the provider's bodies have no ID. */
export const withOtherId = (event: Event, body: JsonObject, change: Change): readonly JsonObject[] => {
  const id = idIn(event, body);
  return [...variantsOf(body, change)].filter((variant) => idIn(event, variant) !== id);
};

/** Replaces the delivery ID in a body, if the provider's bodies have one. */
const withNewId = (event: Event, body: JsonObject): JsonObject => {
  const isPossible = (variant: JsonObject) =>
    idIn(event, variant) !== undefined && (event.provider.choice || event.payload.safeParse(variant).success);
  return withOtherId(event, body, newValue).find(isPossible) ?? body;
};

let count = 0;

/** A documented body that was never sent before, with a value for every attack to change. */
export const newBody = (event: Event, marker: string): JsonObject => {
  count += 1;
  return {
    ...withNewId(event, bodySample(event)),
    undocumented: { marker, number: count, text: 'Zoë in Kraków', list: [1, 2] },
  };
};

/** Whether a record contains the body that the provider documents, unchanged except for a time that the sender writes into it. */
export const isSample = (event: Event, record: unknown): boolean => {
  const { scheme } = event.provider.verifier;
  const time = scheme.kind === 'hmac' && scheme.timestamp?.in === 'body' ? scheme.timestamp.key : undefined;
  return Object.entries(bodySample(event)).every(
    ([key, value]) => isRecord(record) && (key === time ? key in record : isDeepStrictEqual(record[key], value)),
  );
};
