import type { ErrorView } from '../protocol.ts';

/** An answer of the server that is an error, in words for people. */
export class ApiError extends Error {
  readonly view: ErrorView;

  constructor(view: ErrorView) {
    super(view.message);
    this.view = view;
  }
}

const UNREACHABLE: ErrorView = {
  name: 'Unreachable',
  message: 'The sandbox does not answer. Look at the terminal where you ran “npm start”.',
};

const read = async <T>(response: Response): Promise<T> => {
  const answer = await response.json();
  if (!response.ok) throw new ApiError(answer.error ?? UNREACHABLE);
  return answer;
};

const send = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(path, init).catch(() => {
    throw new ApiError(UNREACHABLE);
  });

/** Reads something of the sandbox's. */
export const get = async <T>(path: string): Promise<T> => read<T>(await send(path));

/** Asks the sandbox to do something. */
export const post = async <T>(path: string, body: object = {}): Promise<T> =>
  read<T>(
    await send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

/** What stands in a catch, as an error to show. */
export const errorOf = (error: unknown): ErrorView =>
  error instanceof ApiError
    ? error.view
    : { name: 'Error', message: error instanceof Error ? error.message : String(error) };
