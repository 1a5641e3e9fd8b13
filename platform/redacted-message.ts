import { isRecord } from '../schema/json.ts';

const LONGEST_MESSAGE = 200;
const SHORTEST_SECRET = 4;

/** Finds the message in the error bodies that the providers document: at the top, or one or two levels down. */
const findMessage = (data: unknown, depth = 0): string => {
  if (!isRecord(data) || depth > 2) return '';
  const { errors, error, message, detail, error_description: description } = data;
  if (Array.isArray(errors)) {
    const messages = errors.map((one) => findMessage(one, depth + 1));
    return messages.filter(Boolean).join('; ');
  }
  const found = [description, message, detail, error].find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : findMessage(error, depth + 1);
};

/**
 * The message in an API's error response, without any of the secrets that the response may repeat.
 *
 * @param data the parsed body of the response
 * @param secrets values that the request contained
 */
export const redactedMessage = (data: unknown, secrets: readonly (string | undefined)[]): string => {
  const forms = secrets
    .flatMap((value = '') => [value, ...value.split(/\s+/)])
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]);
  let message = findMessage(data);
  // The longest first: replacing a user name alone would leave the password that follows it in HTTP Basic.
  for (const form of forms.sort((a, b) => b.length - a.length)) message = message.replaceAll(form, '…');
  return message.replace(/\s+/g, ' ').trim().slice(0, LONGEST_MESSAGE);
};
