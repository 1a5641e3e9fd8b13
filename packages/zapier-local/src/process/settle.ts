import { nameOf, notSerializable } from './failures.ts';
import { refusalIn } from './network/refusal.ts';
import type { AppEvent, FailedOutcome, Handler, HandlerError, HandlerResult, Outcome } from './outcome.ts';

/** An outcome that can be sent to another process: the results are JSON text. */
export type SentOutcome = { readonly ok: true; readonly json: string; readonly status?: 'CALLBACK' } | FailedOutcome;

/** A handler that calls back returns nothing, and one that returns a promise may ignore the callback. */
const call = (handler: Handler, event: AppEvent): Promise<HandlerResult> =>
  new Promise((resolve, reject) => {
    const returned = handler(event, {}, (error, result = {}) => (error ? reject(error) : resolve(result)));
    returned?.then(resolve, reject);
  });

/** Libraries such as undici hide the reason of a failed connection in a cause. */
const messageOf = (error: Error): string => {
  const refusal = refusalIn(error)?.message;
  return refusal === undefined || error.message.includes(refusal) ? error.message : `${error.message}\n${refusal}`;
};

const toHandlerError = (error: unknown): HandlerError =>
  error instanceof Error
    ? { name: error.name, message: messageOf(error), stack: error.stack ?? '' }
    : { name: 'unknown', message: String(error), stack: '' };

/** Core itself writes a result as JSON: to learn its size, and in the errors of its checks. */
const CORES_JSON =
  /at JSON\.stringify \(<anonymous>\)\n.*zapier-platform-core[\\/]src[\\/](?:checks|app-middlewares[\\/]after)[\\/]/;
/** Core appends what happened and the app's log to messages. */
const CORES_NOTES = /\n(?:What happened:|\nConsole logs:)[\s\S]*/;

const fromError = (event: AppEvent, error: unknown): FailedOutcome => {
  const detail = toHandlerError(error);
  if (!CORES_JSON.test(detail.stack)) return { ok: false, error: detail };
  return notSerializable(nameOf(event), detail.message.replace(CORES_NOTES, ''));
};

const toJson = (event: AppEvent, { results, status }: HandlerResult): SentOutcome => {
  try {
    return { ok: true, json: JSON.stringify(results) ?? 'null', ...(status === 'CALLBACK' && { status }) };
  } catch (error) {
    return notSerializable(nameOf(event), error instanceof Error ? error.message : String(error));
  }
};

/** Calls a handler, catches its error and writes its results as JSON, as Zapier does. */
export const settle = async (handler: Handler, event: AppEvent): Promise<SentOutcome> => {
  try {
    return toJson(event, await call(handler, event));
  } catch (error) {
    return fromError(event, error);
  }
};

/** Reads the results of a call. */
export const received = (sent: SentOutcome): Outcome => {
  if (!sent.ok) return sent;
  const { json, ...outcome } = sent;
  return { ...outcome, results: JSON.parse(json) };
};
