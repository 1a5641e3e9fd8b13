import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Event, payloadSample } from '../../triggers/define-event.ts';
import { REJECTIONS, type Reason } from '../../verification/rejection.ts';
import type { HandlerError } from '../zapier/lambda.ts';
import type { Run } from '../zapier/zaps.ts';
import { keysThatChange } from './edit.ts';

type Json = Readonly<Record<string, unknown>>;

const newValue = (value: unknown): unknown =>
  typeof value === 'number' ? 1_000_000 + Math.floor(Math.random() * 1_000_000_000) : randomUUID();

/** Replaces the delivery ID in a body, if the provider's bodies have one. */
const withNewId = ({ provider, payload }: Event, body: Json): Json => {
  const candidates = keysThatChange(body, newValue, (changed) => provider.deliveryId?.(changed));
  const key = candidates.find((name) => payload.safeParse({ ...body, [name]: newValue(body[name]) }).success);
  return key === undefined ? body : { ...body, [key]: newValue(body[key]) };
};

let count = 0;

/** A documented body that was never sent before, with a value for every attack to change. */
export const newBody = (event: Event, marker: string): Json => {
  count += 1;
  return {
    ...withNewId(event, payloadSample(event)),
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

/** Whether an output contains every field that was sent, unchanged. */
const isComplete = (content: string, output: Json): boolean => {
  try {
    const sent: unknown = JSON.parse(content);
    return Object.entries(Object(sent)).every(
      ([key, value]) => Object.hasOwn(output, key) && isDeepStrictEqual(output[key], deliveredAs(key, value)),
    );
  } catch {
    return false;
  }
};

/** The outcome of a run: a reason, the name of an error, `ignored` without an output, or `delivered`. */
export const outcomeOf = ({ error, output: outputs, request }: Run): string => {
  if (error) return refusalOf(error);
  const [output, ...more] = outputs;
  if (!output) return 'ignored';
  if (more.length > 0) return 'delivered twice';
  return isComplete(request.content, output) ? 'delivered' : 'delivered, but changed';
};
