import fc from 'fast-check';
import { ANY_EVENT, type Event, payloadSample } from '../../triggers/define-event.ts';
import { typeKey } from '../attacks/edit.ts';
import { objectOf } from './arbitrary.ts';

/** Several ways to write the same JSON: all of them are genuine when they are signed. */
const WRITERS: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
  (value) => `\r\n${JSON.stringify(value, null, '\t')}\n`,
  (value) =>
    JSON.stringify(value).replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
];

/** A random body of an event: as documented, with unknown fields, missing ones, nulls and other types. */
export const bodyOf = (event: Event): fc.Arbitrary<string> => {
  const taken = Object.keys(event.output.shape).filter((key) => !(key in event.payload.shape));
  const name = typeKey(event, payloadSample(event));
  // Without the name of the event it would rightly be taken for another one.
  const named = event.type === ANY_EVENT || name === undefined ? {} : { [name]: event.type };
  return fc
    .tuple(
      fc.boolean().chain((drifts) => objectOf(event.payload, { drifts, taken })),
      fc.constantFrom(...WRITERS),
    )
    .map(([body, write]) => write({ ...body, ...named }));
};

/** Choices in the Zap that let every event through. */
export const openInput = ({ provider, filters = [] }: Event): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...(provider.filters ?? []), ...filters].flatMap(({ field }) =>
      field.type === 'boolean' ? [[field.key, 'true']] : [],
    ),
  );
