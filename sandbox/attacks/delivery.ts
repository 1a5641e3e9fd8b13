import { isDeepStrictEqual } from 'node:util';
import type { HandlerError, Run } from 'zapier-local';
import { isRecord, type JsonObject } from '../../schema/json.ts';
import type { Event } from '../../triggers/define-event.ts';
import { REJECTIONS, type Reason } from '../../verification/rejection.ts';

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
export const isComplete = ({ provider }: Event, content: string, output: JsonObject): boolean => {
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
