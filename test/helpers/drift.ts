import { type Event, payloadSample } from '../../triggers/define-event.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value of another JSON type, which holds a word that must never be logged. */
const retype = (value: unknown, marker: string): unknown => (isObject(value) ? [marker] : { was: marker });

/** Core takes no object for an id while it runs in tests, though it does elsewhere. */
const retypeField = (name: string, value: unknown, marker: string): unknown =>
  name === 'id' ? true : retype(value, marker);

const omit = (value: Json, key: string): Json => {
  const { [key]: _left, ...rest } = value;
  return rest;
};

/** The fields without which nobody could say which event it is. */
const identifying = (event: Event): readonly string[] => {
  const wire = payloadSample(event);
  const name = event.provider.eventType(wire, event.type);
  return Object.keys(wire).filter((key) => {
    return event.provider.eventType(omit(wire, key), event.type) !== name;
  });
};

/** A delivery that differs from what the provider documents. */
export interface Drift {
  readonly name: string;
  readonly body: Json;
  /** The field whose type changed, where one did. */
  readonly field?: string;
}

/** The ways in which a provider may change an event one day: other types, fewer fields, more fields. */
export const driftsOf = (event: Event, marker: string): readonly Drift[] => {
  const wire = payloadSample(event);
  const kept = identifying(event);
  const free = Object.keys(wire).filter((key) => !kept.includes(key));
  const bare = Object.fromEntries(kept.map((key) => [key, wire[key]]));
  const inner = free.flatMap((key) => {
    const value = wire[key];
    const [name] = isObject(value) ? Object.keys(value) : [];
    return isObject(value) && name !== undefined
      ? [
          {
            name: `${key}.${name} of another type`,
            body: { ...wire, [key]: { ...value, [name]: retype(value[name], marker) } },
          },
        ]
      : [];
  });
  return [
    ...free.map((key) => ({
      name: `${key} of another type`,
      body: { ...wire, [key]: retypeField(key, wire[key], marker) },
      field: key,
    })),
    ...inner,
    ...free.map((key) => ({ name: `without ${key}`, body: omit(wire, key) })),
    { name: 'with nothing but what says which event it is', body: bare },
    { name: 'with fields that nobody documents', body: { ...wire, [marker]: { deep: [marker, null, 1.5] } } },
  ];
};
