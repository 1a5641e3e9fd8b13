import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ANY_EVENT, type Event, payloadSample } from '../../triggers/define-event.ts';
import { REJECTIONS, type Reason } from '../../verification/rejection.ts';
import type { HandlerError } from '../zapier/lambda.ts';
import type { Run } from '../zapier/zaps.ts';
import { keyBehind } from './edit.ts';

type Json = Readonly<Record<string, unknown>>;

/** The name under which a provider sends an event. */
export const typeOf = (event: Event): string =>
  event.type === ANY_EVENT ? String(event.provider.eventType(payloadSample(event), event.type)) : event.type;

const renewed = (value: unknown): unknown =>
  typeof value === 'number' ? 1_000_000 + Math.floor(Math.random() * 1_000_000_000) : randomUUID();

/** Gives a body a delivery id of its own, where the provider's bodies hold one. */
const renew = ({ provider, payload }: Event, body: Json): Json => {
  const candidates = keyBehind(body, renewed, (some) => provider.deliveryId?.(some));
  const key = candidates.find((name) => payload.safeParse({ ...body, [name]: renewed(body[name]) }).success);
  return key === undefined ? body : { ...body, [key]: renewed(body[key]) };
};

let made = 0;

/** A documented delivery that was never sent before, with something in it for every attack to change. */
export const newBody = (event: Event, marker: string): Json => {
  made += 1;
  return {
    ...renew(event, payloadSample(event)),
    undocumented: { marker, number: made, text: 'Zoë in Kraków', list: [1, 2] },
  };
};

const isReason = (word: string): word is Reason => Object.hasOwn(REJECTIONS, word);

/** A rejection must be loud where the owner can mend it, and must not where a stranger can cause it: then it could turn Zaps off. */
const verdictOf = ({ name, message }: HandlerError): string => {
  const reason = [...message.matchAll(/\((\w+)\)/g)].map(([, word = '']) => word).find(isReason);
  if (!reason) return name;
  const isHarmless = name === 'HaltedError';
  return isHarmless === (REJECTIONS[reason].fault === 'sender') ? reason : `${reason} as ${name}`;
};

/** What a body has to become in the Zap: its own fields, unchanged. */
const arrivedWhole = (content: string, output: Json): boolean => {
  try {
    const sent: unknown = JSON.parse(content);
    return Object.entries(Object(sent)).every(
      ([key, value]) => Object.hasOwn(output, key) && isDeepStrictEqual(output[key], value),
    );
  } catch {
    return false;
  }
};

/** What became of a request, in a word. */
export const outcomeOf = (run: Run | undefined): string => {
  if (!run) return 'not let in';
  if (run.error) return verdictOf(run.error);
  const [output, ...more] = run.output;
  if (!output) return 'nothing';
  if (more.length > 0) return 'delivered twice';
  return arrivedWhole(run.request.content, output) ? 'delivered' : 'delivered, but changed';
};
