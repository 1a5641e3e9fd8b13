import fc from 'fast-check';
import { ANY_EVENT, type Event, payloadSample } from '../../triggers/define-event.ts';
import { typeKey } from '../attacks/edit.ts';
import { bodySample } from '../event-body.ts';
import { json, objectOf, text } from './arbitrary.ts';

/** Several ways to write the same JSON. */
const WRITERS: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
  (value) => `\r\n${JSON.stringify(value, null, '\t')}\n`,
  (value) =>
    JSON.stringify(value).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
];

/** Random bodies of a sender whose events have no schema: a part of its example, with random fields. */
const anyBody = (event: Event): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.subarray(Object.entries(bodySample(event))),
      fc.array(fc.tuple(text, json), { maxLength: 4 }),
      fc.constantFrom(...WRITERS),
    )
    .map(([known, others, write]) => write(Object.fromEntries([...known, ...others])));

/** Random bodies of an event: as documented, and with unknown fields, missing fields, nulls and values of other types. */
export const randomBody = (event: Event): fc.Arbitrary<string> => {
  if (event.provider.choice) return anyBody(event);
  const reserved = Object.keys(event.output.shape).filter((key) => !(key in event.payload.shape));
  const key = typeKey(event, payloadSample(event));
  // With another type, the trigger would correctly ignore the event.
  const type = event.type === ANY_EVENT || key === undefined ? {} : { [key]: event.type };
  return fc
    .tuple(
      fc.boolean().chain((drifts) => objectOf(event.payload, { drifts, reserved })),
      fc.constantFrom(...WRITERS),
    )
    .map(([body, write]) => write({ ...body, ...type }));
};

/** Inputs of a Zap whose filters let every event pass. A filter of the output is off by default. */
export const openInput = ({ provider, filters = [] }: Event): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...(provider.filters ?? []), ...filters].flatMap(({ field, matches }) =>
      field.type === 'boolean' && matches ? [[field.key, 'true']] : [],
    ),
  );
