import { extname } from 'node:path';
import { type DeliveryRequest, readCapturedRequest } from './captured-request.ts';
import { readBytes } from './read-file.ts';

const JSON_TYPE = 'application/json';
const XML_TYPE = 'application/xml';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const TEXT_TYPE = 'text/plain';

const BY_EXTENSION: Readonly<Record<string, string>> = { '.json': JSON_TYPE, '.xml': XML_TYPE };

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const FORM = /^[^\s=&<{["]+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)*$/;

/** The content type of a body: from the name of its file, otherwise from its text. */
export const guessContentType = (path: string, text: string): string => {
  const known = BY_EXTENSION[extname(path).toLowerCase()];
  if (known) return known;
  if (isJson(text)) return JSON_TYPE;
  const trimmed = text.trim();
  if (trimmed.startsWith('<')) return XML_TYPE;
  return FORM.test(trimmed) ? FORM_TYPE : TEXT_TYPE;
};

/** Changes of a request by options. */
export interface DeliveryChanges {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string | undefined;
}

/** The headers, of which the later ones replace earlier ones, whatever their case. */
const mergeHeaders = (...all: readonly Readonly<Record<string, string>>[]): Record<string, string> => {
  const merged = new Headers();
  for (const [name, value] of all.flatMap((headers) => Object.entries(headers))) merged.set(name, value);
  return Object.fromEntries(merged);
};

/** Reads a file with a body, or with a captured HTTP request. */
export const readDelivery = async (path: string, { headers, query }: DeliveryChanges): Promise<DeliveryRequest> => {
  const body = await readBytes(path);
  const request = readCapturedRequest(body) ?? {
    method: 'POST',
    query: '',
    headers: { 'Content-Type': guessContentType(path, body.toString('utf8')) },
    body,
  };
  return { ...request, query: query ?? request.query, headers: mergeHeaders(request.headers, headers) };
};
