import type { AppEvent, FailedOutcome, Outcome } from './outcome.ts';

/** The name of the error of a call whose process died: it crashed, exited or was killed. */
export const KILLED = 'Killed';
/** The name of the error of a call that took too long. Its process was killed. */
export const TIMED_OUT = 'TimedOut';
/** The name of the error of a call whose result cannot be written as JSON. */
export const NOT_SERIALIZABLE = 'NotSerializable';

const MAX_LINES = 20;

/** What a call runs, for messages. */
export const nameOf = ({ method, command }: Pick<AppEvent, 'method' | 'command'>): string => method ?? command;

const failure = (name: string, message: string): FailedOutcome => ({
  ok: false,
  error: { name, message, stack: '' },
});

const lastLines = (text: string): string => {
  const lines = text.trimEnd().split('\n').slice(-MAX_LINES).join('\n');
  return lines === '' ? '' : `\n${lines}`;
};

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/**
 * The outcome of a call whose process died.
 *
 * @param during such as `while it loaded the app`
 * @param printed what the process wrote to its standard error
 */
export const killed = ({ code, signal }: Exit, during: string, printed: string): Outcome => {
  const end = signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
  return failure(KILLED, `The app’s process ${end} ${during}.${lastLines(printed)}`);
};

/** The outcome of a call that took too long. */
export const timedOut = (seconds: number, isLoaded: boolean, call: string): Outcome => {
  const what = isLoaded ? call : `Loading the app for ${call}`;
  return failure(TIMED_OUT, `${what} took longer than ${seconds} s. Its process was stopped, as on Zapier.`);
};

/** The outcome of a call whose result cannot be written as JSON. */
export const notSerializable = (call: string, reason: string): FailedOutcome =>
  failure(
    NOT_SERIALIZABLE,
    `The result of ${call} cannot be written as JSON: ${reason.replace(/\.$/, '')}. Return objects, arrays, strings, numbers, booleans and null.`,
  );
