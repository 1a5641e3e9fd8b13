import { isRecord } from '../schema/json.ts';

/** Characters of the quote, and of the longest message that is quoted at all. */
const LONGEST_QUOTE = 200;
const LONGEST_MESSAGE = 2000;
const SHORTEST_SECRET = 4;
/** Characters of a secret that are enough to recognize a part of it. */
const PART = 8;
/** An API may escape a text more than once. */
const MOST_DECODINGS = 3;

/** Finds the message in the error bodies that the providers document: at the top, or one or two levels down. */
const findMessage = (data: unknown, depth = 0): string => {
  if (!isRecord(data) || depth > 2) return '';
  const { errors, error, message, detail, error_description: description } = data;
  if (Array.isArray(errors)) {
    const messages = errors.slice(0, 10).map((one) => findMessage(one, depth + 1));
    return messages.filter(Boolean).join('; ');
  }
  const found = [description, message, detail, error].find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : findMessage(error, depth + 1);
};

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const fromCode = (digits: string, base: number): string => {
  const code = Number.parseInt(digits, base);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
};

/** Undoes one level of JSON, HTML and URL escapes. */
const decode = (text: string): string =>
  text
    .replace(/\\(?:u([\da-f]{4})|x([\da-f]{2}))/gi, (_, long?: string, short?: string) =>
      fromCode(long ?? short ?? '', 16),
    )
    .replace(/(?:%u|\\u\{0*|\b0x)([\da-f]{2,4})\}?/gi, (_, hex: string) => fromCode(hex, 16))
    .replace(/\\(["'\\/])/g, '$1')
    .replace(/&#x([\da-f]{1,8});?/gi, (_, hex: string) => fromCode(hex, 16))
    .replace(/&#(\d{1,10});?/g, (_, code: string) => fromCode(code, 10))
    .replace(/&(amp|lt|gt|quot|apos);/gi, (entity, name: string) => NAMED[name.toLowerCase()] ?? entity)
    .replace(/(?:%[\da-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'));

/** The readings of a message, decoded step by step; undefined if it is still escaped at the end. */
const readingsOf = (message: string): string[] | undefined => {
  const readings = [message];
  for (let text = message; readings.length <= MOST_DECODINGS; readings.push(text)) {
    const decoded = decode(text);
    if (decoded === text) return /&\w+;|\ufffd/.test(text) ? undefined : readings;
    text = decoded;
  }
  return undefined;
};

/** The base64 of a text that starts at each of the three offsets within longer base64, without the characters that neighbors change. */
const base64Forms = (text: string): string[] =>
  [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
    const end = Math.floor((bytes.length * 8) / 6);
    return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), end);
  });

const encodingsOf = (text: string): string[] => [text, Buffer.from(text).toString('hex'), ...base64Forms(text)];

/** A text that may be encoded twice, such as the base64 of HTTP Basic in a base64 log, or escaped before it is encoded. */
const formsOf = (secret: string): string[] => {
  const urlEncoded = new URLSearchParams({ secret }).toString().slice('secret='.length);
  const urlSafe = base64Forms(secret).map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  return [secret, urlEncoded, JSON.stringify(secret).slice(1, -1), ...urlSafe]
    .flatMap(encodingsOf)
    .flatMap(encodingsOf);
};

/** Letters and digits only, so that case, white space, line breaks, separators and the alphabets of base64 do not matter. */
const compact = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether a text contains a form of a secret, or a part that is long enough to recognize it. */
const contains = (text: string, form: string): boolean => {
  if (text.includes(form)) return true;
  for (let at = 0; at + PART <= form.length; at += 1) if (text.includes(form.slice(at, at + PART))) return true;
  return false;
};

const isRepeated = (readings: readonly string[], secret: string): boolean => {
  if (readings.some((reading) => reading.includes(secret))) return true;
  const forms = new Set(formsOf(secret).map(compact));
  const texts = readings.map(compact);
  return [...forms].some((form) => form.length >= SHORTEST_SECRET && texts.some((text) => contains(text, form)));
};

/**
 * The message in an API's error response, or an empty text if the response may repeat a secret in any usual encoding.
 *
 * @param data the parsed body of the response
 * @param secrets values that the request contained
 */
export const redactedMessage = (data: unknown, secrets: readonly (string | undefined)[]): string => {
  const message = findMessage(data);
  if (message === '' || message.length > LONGEST_MESSAGE) return '';
  const values = secrets
    .flatMap((value = '') => [value, value.replace(/^\s*whsec_/, ''), ...value.split(/\s+/)])
    .filter((secret) => secret.trim().length >= SHORTEST_SECRET);
  const readings = readingsOf(message);
  const isSafe = readings && !values.some((secret) => isRepeated(readings, secret));
  return isSafe ? message.replace(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTE) : '';
};
