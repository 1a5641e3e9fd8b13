import { chooseSender } from '../../providers/signed-webhook/choose-sender.ts';
import { senderField } from '../../providers/signed-webhook/fields.ts';
import { signedWebhook } from '../../providers/signed-webhook/index.ts';
import type { SenderDefinition, Source } from '../../providers/signed-webhook/sender.ts';
import type { SenderKey } from '../../providers/signed-webhook/sender-labels.ts';
import { SENDERS } from '../../providers/signed-webhook/senders/index.ts';
import { headerIn } from '../../providers/signed-webhook/source.ts';
import type { HmacScheme, TimeUnit } from '../../verification/scheme.ts';
import { code, listed } from './markdown.ts';

const UNITS: Readonly<Record<TimeUnit, string>> = {
  s: 'Unix seconds',
  ms: 'Unix milliseconds',
  iso: 'ISO 8601',
  any: 'Unix seconds or milliseconds, or ISO 8601',
};

const isHeader = (alternative: string): boolean => headerIn(alternative) !== undefined;
const nameIn = (alternative: string): string => code(alternative.replace(/^header:/, ''));

/** The places that a source names, grouped by whether the signature covers them. */
const placesIn = (source: Source = ''): { readonly body: readonly string[]; readonly headers: readonly string[] } => {
  const alternatives = source.split('|').filter(Boolean);
  return {
    body: alternatives.filter((alternative) => !isHeader(alternative)).map(nameIn),
    headers: alternatives.filter(isHeader).map(nameIn),
  };
};

const placeOf = (source: Source): string => {
  const { body, headers } = placesIn(source);
  return [listed(body, 'or'), headers.length > 0 ? `${listed(headers, 'or')} (not signed)` : '']
    .filter(Boolean)
    .join(' or ');
};

/** Where the event type is, for a cell. */
export const eventTypePlace = ({ eventType = [] }: SenderDefinition): string =>
  eventType.length === 0 ? '–' : eventType.map(placeOf).join(' + ');

/** Where the delivery ID is, for a cell. */
export const idPlace = ({ scheme, id }: SenderDefinition): string => {
  const signed = scheme.headers[0].id;
  if (signed !== undefined) return `${code(signed)} (signed)`;
  return id === undefined ? '–' : placeOf(id);
};

const namesOf = (headers: HmacScheme['headers'][number][]): readonly string[] =>
  headers.map(({ signature }) => code(signature));

const rangeOf = (names: readonly string[]): string =>
  names.length > 2 ? `${names[0]} to ${names.at(-1)}` : names.join(' or ');

/** The headers that may contain a signature. */
export const signatureHeaders = ({ headers }: HmacScheme): string => rangeOf(namesOf([...headers]));

/** The headers besides the first that may contain a signature, in a sentence. */
export const otherHeaders = ({ headers: [, ...others] }: HmacScheme): string =>
  others.length === 0 ? '' : ` The signature may also be in ${rangeOf(namesOf(others))}.`;

/** Where the signed timestamp is, and how old it may be. */
export const timeSentence = ({ timestamp, headers }: HmacScheme): string | undefined => {
  if (!timestamp) return undefined;
  const { unit, tolerance } = timestamp;
  const places = {
    header: `the header ${code(headers[0].timestamp ?? '')}`,
    signature: `${code(timestamp.in === 'signature' ? timestamp.prefix : '')} in the same header`,
    body: `${code(timestamp.in === 'body' ? timestamp.key : '')} in the body`,
  };
  return `${places[timestamp.in]}, in ${UNITS[unit]}. It may differ from the current time by ${tolerance} seconds.`;
};

/** What a request contains that the signature does not cover. */
export const unverifiedParts = ({ scheme, eventType = [], id }: SenderDefinition): readonly string[] => {
  const types = eventType.flatMap((source) => placesIn(source).headers);
  const ids = placesIn(id).headers;
  return [
    ...(types.length > 0 ? [`the event type (${listed(types, 'or')})`] : []),
    ...(ids.length > 0 ? [`the delivery ID (${listed(ids, 'or')})`] : []),
    ...(scheme.timestamp ? [] : ['the time of the request']),
  ];
};

const spanOf = (seconds: number): string => {
  const days = seconds / 86_400;
  if (days < 1) return `${seconds / 60} minutes`;
  return days === 1 ? 'one day' : `${days} days`;
};

/** How duplicates of a known sender are recognized, and for how long. */
export const duplicateSentence = (key: SenderKey): string => {
  const { scheme, id, bodiesRepeat } = SENDERS[key];
  const settings = chooseSender({ [senderField.key]: key });
  if (typeof settings === 'string') throw new Error(settings);
  const withId = `for ${spanOf(signedWebhook.deduplicationWindow)}, deliveries with the same`;
  const signed = scheme.headers[0].id;
  if (signed !== undefined) return `${withId} ${code(signed)}.`;
  const content = bodiesRepeat && scheme.timestamp ? 'signed time and body' : 'body';
  const withoutId = `for ${spanOf(settings.windowWithoutId)}, deliveries with the same ${content}.`;
  const { body } = placesIn(id);
  return body.length > 0 ? `${withId} ${listed(body, 'or')} in the body. Without it, ${withoutId}` : withoutId;
};
