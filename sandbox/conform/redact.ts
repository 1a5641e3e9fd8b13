import type { $ZodType } from 'zod/v4/core';
import { $ZodArray, $ZodObject } from 'zod/v4/core';
import { isRecord, type JsonObject } from '../../schema/json.ts';
import { unwrap } from '../../schema/unwrap.ts';
import { type Event, payloadSample } from '../../triggers/define-event.ts';
import { headersOf, parametersOf } from '../../verification/scheme.ts';
import { plainName } from '../cli/header-names.ts';
import { type Json, parseJson } from '../cli/parse-json.ts';
import type { Received } from './evidence.ts';

/** A delivery whose values are replaced. It can be read like a recorded request, but not verified. */
export interface Fixture {
  readonly method: string;
  readonly querystring: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As text, as in a recorded request. */
  readonly body: string;
}

const REDACTED = 'redacted';
const MOST_ITEMS = 3;

/** Values of texts by their form. The first form that fits is used. */
const FORMS: readonly (readonly [form: RegExp, replacement: string])[] = [
  [/^$/, ''],
  [/^\d{4}-\d\d-\d\dT[\d:]+Z$/, '2000-01-01T00:00:00Z'],
  [/^\d{4}-\d\d-\d\dT[\d:]+\.\d+Z$/, '2000-01-01T00:00:00.000Z'],
  [/^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/, '2000-01-01T00:00:00+00:00'],
  [/^\d{4}-\d\d-\d\d [\d:.]+$/, '2000-01-01 00:00:00'],
  [/^\d{4}-\d\d-\d\d$/, '2000-01-01'],
  [/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i, '00000000-0000-4000-8000-000000000000'],
  [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'user@example.com'],
  [/^https?:\/\//i, 'https://example.com/'],
  [/^(?:true|false)$/, 'true'],
  [/^-?\d+$/, '1'],
  [/^-?\d+\.\d+$/, '1.5'],
];

const redactText = (text: string): string => FORMS.find(([form]) => form.test(text))?.[1] ?? 'text';

/** Whether a key is one that programs write. Anything else may be data, such as a name. */
const isFieldName = (key: string): boolean => /^[a-z][a-z\d]*(?:[A-Z_][a-z\d]*)*$/.test(key) && key.length <= 40;

/** Replaces all values. `kept` are names of events, which are part of the provider's documentation. */
const redactValue = (value: Json, schema: $ZodType | undefined, kept: ReadonlySet<string>): Json => {
  if (typeof value === 'string') return kept.has(value) ? value : redactText(value);
  if (typeof value === 'number') return Number.isInteger(value) ? 1 : 1.5;
  if (typeof value === 'boolean') return true;
  if (value === null) return null;
  const type = schema && unwrap(schema);
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    const element = type instanceof $ZodArray ? type._zod.def.element : undefined;
    return items.slice(0, MOST_ITEMS).map((item) => redactValue(item, element, kept));
  }
  const shape: Readonly<Record<string, $ZodType>> = type instanceof $ZodObject ? type._zod.def.shape : {};
  // The schema leaves an object open if its keys are the customer's own.
  const isOpen = type instanceof $ZodObject && Object.keys(shape).length === 0;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner], index) => {
      const isKept = Object.hasOwn(shape, key) || (!isOpen && isFieldName(key));
      return [
        isKept ? key : `field_${index + 1}`,
        redactValue(inner, Object.hasOwn(shape, key) ? shape[key] : undefined, kept),
      ];
    }),
  );
};

/** Headers that say something about the form of a request. Others may name customers, machines or networks. */
const HARMLESS = new Set(['content-type', 'user-agent']);

const redactHeaders = ({ event, headerNames, request }: Received): Record<string, string> => {
  const expected = headersOf(event.provider.verifier.scheme).map(plainName);
  const names = headerNames.length > 0 ? headerNames : Object.keys(request.headers);
  const contentType = Object.entries(request.headers).find(([name]) => plainName(name) === 'content-type')?.[1] ?? '';
  return Object.fromEntries(
    names.flatMap((name) => {
      const plain = plainName(name);
      const isShown = HARMLESS.has(plain) || expected.includes(plain) || /sign|hmac|digest|svix|webhook/.test(plain);
      if (!isShown) return [];
      const isJson = plain === 'content-type' && /^application\/json\b/i.test(contentType);
      return [[name, isJson ? 'application/json' : REDACTED]];
    }),
  );
};

const documentedType = (event: Event, siblings: readonly Event[], body: JsonObject): readonly string[] => {
  const type = event.provider.eventType(body, '');
  const documented = siblings.flatMap((one) => [one.type, one.provider.eventType(payloadSample(one), '') ?? '']);
  return type !== undefined && documented.includes(type) ? [type] : [];
};

/** Replaces everything in a delivery that could be data, and keeps its shape. */
export const redact = (received: Received, siblings: readonly Event[]): Fixture => {
  const { request, event } = received;
  const body = parseJson(request.content);
  const type = isRecord(body) ? documentedType(event, siblings, body) : [];
  const schema = siblings.find((one) => type.includes(one.type))?.payload ?? event.payload;
  const parameters = parametersOf(event.provider.verifier.scheme).filter((name) =>
    new URLSearchParams(request.querystring).has(name),
  );
  return {
    method: request.method,
    querystring: parameters.map((name) => `${name}=${REDACTED}`).join('&'),
    headers: redactHeaders(received),
    body:
      body === undefined
        ? redactText(request.content)
        : JSON.stringify(redactValue(body, schemaFor(event, schema), new Set(type))),
  };
};

/** A sender of several has no schema for its bodies. */
const schemaFor = (event: Event, schema: $ZodType): $ZodType | undefined =>
  event.provider.choice ? undefined : schema;
