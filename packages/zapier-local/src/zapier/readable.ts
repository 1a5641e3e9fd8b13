import { isRecord } from '../records.ts';

const MAX_CONTENT = 1000;

/** What users read if the app gives an error no message. */
const SENTENCES: Readonly<Record<string, string>> = {
  RefreshAuthError:
    'An API responded with 401, or the app threw a RefreshAuthError: the credentials are not accepted. On Zapier, the user has to reconnect the account.',
  ExpiredAuthError:
    'The app ended the connection with an ExpiredAuthError. On Zapier, the user has to reconnect the account.',
  HaltedError: 'The app stopped with a HaltedError.',
  ThrottledError: 'The app asked Zapier to wait with a ThrottledError.',
};

/** Core appends what happened and the app's log to messages. */
const hasSentence = (message: string): boolean => !/^\s*(?:What happened:|Console logs:|$)/.test(message);

const parse = (message: string): unknown => {
  try {
    return JSON.parse(message);
  } catch {
    return message;
  }
};

/** What core's ResponseError contains. */
const responseText = ({ status, content, request }: Readonly<Record<string, unknown>>): string | undefined => {
  if (typeof status !== 'number' || !isRecord(request)) return undefined;
  const text = typeof content === 'string' ? content.trim().slice(0, MAX_CONTENT) : '';
  return `${request['url']} responded with ${status}${text === '' ? '.' : `: ${text}`}`;
};

/**
 * The sentence that users see: core wraps some messages in JSON, and some errors have none.
 *
 * @param name the name of the error
 */
export const readable = (message: string, name = ''): string => {
  const parsed = parse(message);
  const sentence = SENTENCES[name] ?? '';
  if (!isRecord(parsed)) return hasSentence(message) ? message : `${sentence}${message}`;
  if (typeof parsed['message'] === 'string' && parsed['message'] !== '') return parsed['message'];
  return responseText(parsed) ?? (sentence || message);
};
