import { parseForm, parseMultipart } from './parse-form.ts';
import { parseXml } from './parse-xml.ts';
import type { HookRequest } from './request.ts';

/** A body of thousands of levels would overflow the stack of this process or of core, whatever the app does. */
const MAX_LEVELS = 1000;

const isTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; depth < MAX_LEVELS && level.length > 0; depth += 1) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return level.length > 0;
};

const headerOf = ({ headers }: HookRequest, name: string): string =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';

const looksLikeJson = (content: string): boolean => /^\s*[[{]/.test(content);

const parseTyped = async (content: string, type: string): Promise<unknown> => {
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return parseForm(content);
  if (/^multipart\/form-data\b/i.test(type)) return parseMultipart(type, content);
  return /^(text|application)\/([^;]*\+)?xml\b/i.test(type) || content.trimStart().startsWith('<')
    ? parseXml(content)
    : undefined;
};

const parseBody = async (content: string, type: string): Promise<unknown> => {
  if (looksLikeJson(content)) {
    try {
      return JSON.parse(content);
    } catch {
      // Not JSON after all.
    }
  }
  try {
    return await parseTyped(content, type);
  } catch {
    return undefined;
  }
};

/**
 * The parsed request that an app gets as `bundle.cleanedRequest`: the keys of a JSON object, a form or an XML document, and the
 * parameters of the URL as `querystring`. A JSON array stays an array. Any other body has no keys.
 *
 * @see https://docs.zapier.com/platform/build-cli/core#bundle-cleanedrequest
 */
export const cleanRequest = async (request: HookRequest): Promise<unknown> => {
  const body = await parseBody(request.content, headerOf(request, 'content-type'));
  const parsed = typeof body === 'object' && body !== null && !isTooDeep(body) ? body : {};
  return Array.isArray(parsed) ? parsed : { ...parsed, querystring: parseForm(request.querystring) };
};
