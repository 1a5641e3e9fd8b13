import { isRecord } from '../schema/json.ts';

/** Characters of the quote, and of the longest message that is quoted at all. */
const LONGEST_QUOTE = 200;
const LONGEST_MESSAGE = 2000;
/** Letters of a word, or of a short secret, that are enough to recognize it. */
const SHORTEST_PART = 4;
/** Consecutive letters that are enough to recognize a part of a secret, even over several short words. */
const PART = 6;

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

const SEPARATOR = `[ .,:;!?'’"“”()[\\]_/-]{1,3}`;
/**
 * A word, a name such as `eventName`, or an abbreviation such as URL. Base64, hex, escapes and the like have digits, symbols or capital
 * letters in other places, so no list of encodings is needed.
 */
const WORD = '(?:[A-Za-z][a-z]*(?:[A-Z][a-z]{2,})?|[A-Z]{2,4})';
const PLAIN_TEXT = new RegExp(`^(?:${SEPARATOR})?(?:${WORD}${SEPARATOR})*(?:${WORD})?$`);

const namesIn = (text: string): string[] => text.match(/[a-z]+/gi) ?? [];

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z]+/g, '');

const repeats = (message: string, secret: string): boolean => {
  const [text, letters] = [lettersOf(message), lettersOf(secret)];
  if (letters.length >= SHORTEST_PART && text.includes(letters)) return true;
  const parts = namesIn(message)
    .map(lettersOf)
    .filter(({ length }) => length >= SHORTEST_PART);
  for (let at = 0; at + PART <= text.length; at += 1) parts.push(text.slice(at, at + PART));
  return parts.some((part) => letters.includes(part));
};

/**
 * The message in an API's error response, or an empty text unless it consists of plain words, none of which is part of a secret.
 *
 * @param data the parsed body of the response
 * @param secrets values that the request contained
 */
export const redactedMessage = (data: unknown, secrets: readonly (string | undefined)[]): string => {
  const found = findMessage(data);
  if (found.length > LONGEST_MESSAGE) return '';
  const message = found.replace(/\s+/g, ' ').trim();
  const isSafe = PLAIN_TEXT.test(message) && !secrets.some((secret = '') => repeats(message, secret));
  return isSafe ? message.slice(0, LONGEST_QUOTE) : '';
};
