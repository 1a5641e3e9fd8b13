import { readable } from '../zapier/readable.ts';

/** An error of the app, as a Zapier user sees it. */
export interface AppError {
  /** Such as `AppError`, `HaltedError` or `TypeError`. */
  readonly name: string;
  readonly message: string;
  /** What the app did before: the requests that it sent, and what it logged. */
  readonly details?: readonly string[];
}

/** Core appends to most messages what happened before: the call with its whole bundle, requests, responses and the app's log. */
const NOTES = /\n(?:What happened:|\nConsole logs:)\n?([\s\S]*)/;
const HEADINGS = /^(?:What happened:|Console logs:|Executing \S+ with bundle|\{"inputData".*)$/;

/** Separates the message of an error from what core appends to it. */
export const toAppError = (error: { readonly name: string; readonly message: string }): AppError => {
  const text = readable(error.message, error.name);
  const message = text.replace(NOTES, '').trimEnd();
  const details = (NOTES.exec(text)?.[1] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== message && !HEADINGS.test(line));
  return {
    name: error.name,
    message,
    ...(details.length > 0 && { details }),
  };
};

/** An error as text, with what the app did before below it. */
export const errorText = ({ name, message, details = [] }: AppError): string => {
  const text = name === 'Error' ? message : `${name}: ${message}`;
  return [...text.split('\n'), ...details].join('\n    ');
};
