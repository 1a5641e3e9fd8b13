import { senderOf } from '../../../providers/signed-webhook/choose-sender.ts';
import { asId, asRecord, isRecord, type JsonObject } from '../../../schema/json.ts';
import { ANY_EVENT, type Event, payloadSample } from '../../../triggers/define-event.ts';
import { parseJson } from '../../cli/parse-json.ts';
import { type Check, fails, holds, notTested, type Verdict } from '../assumption.ts';
import type { Evidence, Received } from '../evidence.ts';
import { listed, named, namedPath, namedType, valuesIn } from '../safe-text.ts';
import { possiblePlaces } from './answers.ts';
import { recordDifferences, unknownFields } from './lists.ts';
import { verified } from './signature.ts';

const NONE = 'The app verified no delivery.';

/** Checks each verified delivery. The first failure counts. */
const ofEach =
  (check: (received: Received, body: JsonObject, evidence: Evidence) => Verdict): Check =>
  (evidence) => {
    const verdicts = verified(evidence).map((received) => {
      const body = parseJson(received.request.content);
      return isRecord(body) ? check(received, body, evidence) : fails('The body is not a JSON object.');
    });
    const order = ['does not hold', 'holds', 'not tested'] as const;
    const result = order.find((one) => verdicts.some((verdict) => verdict.result === one));
    if (result === undefined) return notTested(evidence.skipped.deliveries ?? NONE);
    const same = verdicts.filter((verdict) => verdict.result === result).map(({ finding }) => finding);
    return { result, finding: [...new Set(same)].slice(0, 3).join(' ') };
  };

/** A type that no provider sends: a provider returns it if only the URL determines the event. */
const NO_TYPE = '\0';

/** Whether deliveries name their event. */
export const namesEvent = (event: Event): boolean =>
  event.provider.eventType(payloadSample(event), NO_TYPE) !== NO_TYPE;

const documentedTypes = ({ siblings }: Evidence): readonly string[] =>
  siblings.filter(({ type }) => type !== ANY_EVENT).map(({ type }) => type);

const typeIn = ({ provider }: Event, body: JsonObject): string | undefined => {
  const type = provider.eventType(body, NO_TYPE);
  return type === NO_TYPE ? undefined : type;
};

/**
 * Where a value may be that the app did not find: at the top, or in an envelope that the schema does not have. Objects that the schema
 * leaves open may have keys that a customer chose, so they are not searched.
 */
const placesIn = ({ payload }: Event, body: JsonObject, isLikely: (key: string, value: unknown) => boolean): string => {
  const outside = Object.entries(body).filter(([key, value]) => !(key in payload.shape) || !isRecord(value));
  const shallow = outside.map(([key, value]) => [key, isRecord(value) ? withoutObjects(value) : value] as const);
  return possiblePlaces(Object.fromEntries(shallow), isLikely);
};

const withoutObjects = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => typeof inner !== 'object'));

/** Deliveries name their event where the app reads it, with a documented name. */
export const namesKnownEvents: Check = ofEach(({ event }, body, evidence) => {
  const known = documentedTypes(evidence);
  const type = typeIn(event, body);
  if (type === undefined) {
    const isKnown = (_key: string, value: unknown) => known.some((one) => one === value);
    const isType = (key: string) => /(?:event_?(?:name|type)|^type)$/i.test(key);
    const place = placesIn(event, body, isKnown) || placesIn(event, body, isType);
    return fails(`The event has no type where the app reads it.${place}`);
  }
  if (known.length === 0 || known.includes(type)) return holds(`The type is ${namedType(type)}.`);
  return fails(`The type ${namedType(type)} is not documented.`);
});

/** Deliveries of a sender name their event where its description says. */
export const senderNamesEvent: Check = (evidence) => {
  const sender = senderOf(evidence.input);
  if (typeof sender === 'string' || sender.eventType === undefined) return notTested('This sender names no event.');
  const outputs = evidence.deliveries.flatMap(({ output }) => output);
  if (outputs.length === 0) return notTested(evidence.skipped.deliveries ?? NONE);
  const isNamed = outputs.every((output) => asId(output['event_type']) !== undefined);
  return isNamed ? holds('The event type is there.') : fails('There is no event type.');
};

/** The event that documents a body: the one of its type, if the trigger accepts any type. */
const documentedAs = (received: Received, body: JsonObject, { siblings }: Evidence): Event => {
  const type = typeIn(received.event, body);
  return siblings.find((event) => event.type === type) ?? received.event;
};

const UNNAMED = notTested('The type of the event is not known.');

/** Whether a body does not name its event, though it should. */
const isUnnamed = (event: Event, body: JsonObject): boolean => namesEvent(event) && typeIn(event, body) === undefined;

/** Bodies have the documented fields. */
export const matchesSchema: Check = ofEach((received, body, evidence) => {
  if (isUnnamed(received.event, body)) return UNNAMED;
  const { payload } = documentedAs(received, body, evidence);
  const { differing, unknown } = recordDifferences({ output: payload }, body);
  const extra = unknownFields(unknown);
  return differing.length > 0
    ? fails(`The body differs from the schema at ${listed(differing.map(namedPath))}.${extra}`)
    : holds(`All documented fields are there.${extra}`);
});

/** Bodies have the ID by which duplicates are recognized. */
export const hasDeliveryId: Check = ofEach(({ event }, body) => {
  if (event.provider.deliveryId?.(body) !== undefined) return holds('The ID is there.');
  if (isUnnamed(event, body)) return UNNAMED;
  const isLikely = (key: string, value: unknown) => /(?:^|_|[a-z])(?:id|uuid)$/i.test(key) && asId(value) !== undefined;
  return fails(`The ID is missing.${placesIn(event, body, isLikely)}`);
});

/** Firespring names the record of an event as `payload.object` and `payload.id`. */
export const namesRecord: Check = ofEach((_received, body) => {
  const payload = asRecord(body['payload']);
  const { object, id } = payload;
  if (typeof object === 'string' && asId(id) !== undefined) return holds('The payload names a record.');
  // A payload may contain the fields of a customer's form.
  const fields = Object.keys(payload).filter((key) => /id$|object|type/i.test(key));
  return fails(
    fields.length > 0 ? `The payload has the fields ${listed(fields.map(named))}.` : 'The payload has neither.',
  );
});

/** Every documented field that a look-up adds. */
const addedFields = ({ output, payload }: Event): readonly string[] =>
  Object.keys(output.shape).filter((key) => !(key in payload.shape));

const isAdded = (event: Event, path: string): boolean =>
  addedFields(event).some((key) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[]`));

/** Where an added record differs from the schema. */
export const recordProblems = (event: Event, output: JsonObject): readonly string[] =>
  recordDifferences(event, output).differing.filter((path) => isAdded(event, path));

/** The names of the values that a record has at the top, for its envelope. */
export const envelopeOf = (response: unknown): string => {
  const [outer] = valuesIn(response).filter(({ value }) => isRecord(value));
  return outer && !outer.path.includes('.') && Object.keys(asRecord(response)).length === 1 ? outer.key : '';
};
