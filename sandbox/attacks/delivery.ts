import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { HandlerError, Run } from 'zapier-local';
import { isRecord, type JsonObject } from '../../schema/json.ts';
import type { Event } from '../../triggers/define-event.ts';
import { REJECTIONS, type Reason } from '../../verification/rejection.ts';
import { bodySample, idIn } from '../event-body.ts';

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

const isReason = (word: string): word is Reason => Object.hasOwn(REJECTIONS, word);

/** An error that only the owner can fix must count for Zapier. One that a sender can cause must not: it could turn Zaps off. */
const refusalOf = ({ name, message }: HandlerError): string => {
  const reason = [...message.matchAll(/\((\w+)\)/g)].map(([, word = '']) => word).find(isReason);
  if (!reason) return name;
  const isHarmless = name === 'HaltedError';
  return isHarmless === (REJECTIONS[reason].fault === 'sender') ? reason : `${reason} as ${name}`;
};

/** The app delivers an `id` that is an object as text, because core fails a developer's own Zap for it. */
const deliveredAs = (key: string, value: unknown): unknown =>
  key === 'id' && typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

/** The value of a body: text if it is not JSON. */
const parsed = (content: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
};

/** Whether two values are the same. A value that is nested too deeply to compare is not. */
const isSame = (one: unknown, other: unknown): boolean => {
  try {
    return isDeepStrictEqual(one, other);
  } catch {
    return false;
  }
};

/** Whether an output contains everything that was sent, unchanged. */
const isComplete = ({ provider }: Event, content: string, output: JsonObject): boolean => {
  const sent = parsed(content);
  if (provider.choice) return isSame(output['payload'], sent);
  if (!isRecord(sent)) return false;
  return Object.entries(sent).every(
    ([key, value]) => Object.hasOwn(output, key) && isSame(output[key], deliveredAs(key, value)),
  );
};

/** The outcome of a run: a reason, the name of an error, `ignored` without an output, or `delivered`. */
export const outcomeOf = (event: Event, { error, output: outputs, request }: Run): string => {
  if (error) return refusalOf(error);
  const [output, ...more] = outputs;
  if (!output) return 'ignored';
  if (more.length > 0) return 'delivered twice';
  return isComplete(event, request.content, output) ? 'delivered' : 'delivered, but changed';
};
