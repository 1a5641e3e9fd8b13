import { bodySample } from '../../sandbox/event-body.ts';
import { isRecord, type JsonObject } from '../../schema/json.ts';
import type { Event } from '../../triggers/define-event.ts';

/** A value of another JSON type. It contains a word that must never be logged. */
const retype = (value: unknown, marker: string): unknown => (isRecord(value) ? [marker] : { was: marker });

/** In tests core refuses an object as an ID, which it accepts in production. */
const retypeField = (name: string, value: unknown, marker: string): unknown =>
  name === 'id' ? true : retype(value, marker);

const omit = (value: JsonObject, key: string): JsonObject => {
  const { [key]: _omitted, ...rest } = value;
  return rest;
};

/** The fields that determine the event's type. */
const identifying = (event: Event): readonly string[] => {
  const wire = bodySample(event);
  const name = event.provider.eventType(wire, event.type);
  return Object.keys(wire).filter((key) => {
    return event.provider.eventType(omit(wire, key), event.type) !== name;
  });
};

/** A delivery that differs from the provider's documents. */
export interface Drift {
  readonly name: string;
  readonly body: JsonObject;
  /** The field whose type changed, if one did. */
  readonly field?: string;
}

/** Ways in which a provider may change an event: other types, fewer fields, more fields. */
export const driftsOf = (event: Event, marker: string): readonly Drift[] => {
  const wire = bodySample(event);
  const kept = identifying(event);
  const free = Object.keys(wire).filter((key) => !kept.includes(key));
  const bare = Object.fromEntries(kept.map((key) => [key, wire[key]]));
  const inner = free.flatMap((key) => {
    const value = wire[key];
    const [name] = isRecord(value) ? Object.keys(value) : [];
    return isRecord(value) && name !== undefined
      ? [
          {
            name: `${key}.${name} with another type`,
            body: { ...wire, [key]: { ...value, [name]: retype(value[name], marker) } },
          },
        ]
      : [];
  });
  return [
    ...free.map((key) => ({
      name: `${key} with another type`,
      body: { ...wire, [key]: retypeField(key, wire[key], marker) },
      // An envelope may contain anything.
      ...(!event.provider.choice && { field: key }),
    })),
    ...inner,
    ...free.map((key) => ({ name: `without ${key}`, body: omit(wire, key) })),
    { name: 'only the event’s type', body: bare },
    { name: 'undocumented fields', body: { ...wire, [marker]: { deep: [marker, null, 1.5] } } },
  ];
};
