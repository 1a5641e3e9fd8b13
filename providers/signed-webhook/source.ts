import { asId, asText, isRecord } from '../../schema/json.ts';
import { AMBIGUOUS, type Delivery, headerName } from '../../verification/delivery.ts';
import type { Source } from './sender.ts';

const HEADER = 'header:';

/** The header that a source names, for lookups. */
export const headerIn = (source: Source): string | undefined =>
  source.toLowerCase().startsWith(HEADER) ? headerName(source.slice(HEADER.length).trim()) : undefined;

const atPath = (body: unknown, path: string): unknown => {
  let value = body;
  for (const key of path.split('.')) {
    if (Array.isArray(value)) value = /^\d+$/.test(key) ? value[Number(key)] : undefined;
    else value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
};

const alternativesIn = (source: Source | undefined): string[] => (source ? source.split('|') : []);

/** Reads an ID from the body only, which the signature covers. An integer above 2^53 is no ID, because parsing rounded it. */
export const readSignedId = (source: Source | undefined, body: unknown): string | undefined =>
  alternativesIn(source)
    .filter((alternative) => headerIn(alternative) === undefined)
    .map((path) => asId(atPath(body, path)))
    .find((id) => id !== undefined);

/** Reads text from the body or from a header. A header may not be signed, so its text never identifies a delivery. */
export const readAny = (
  source: Source | undefined,
  body: unknown,
  header: Delivery['header'] | undefined,
): string | undefined => {
  for (const alternative of alternativesIn(source)) {
    const name = headerIn(alternative);
    const value = name === undefined ? asText(atPath(body, alternative)) : header?.(name);
    if (value !== AMBIGUOUS && value) return value;
  }
  return undefined;
};
