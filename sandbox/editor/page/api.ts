import type { ErrorView } from '../protocol.ts';

/** An error response of the server. */
export class ApiError extends Error {
  readonly view: ErrorView;

  constructor(view: ErrorView) {
    super(view.message);
    this.view = view;
  }
}

const UNREACHABLE: ErrorView = {
  name: 'Unreachable',
  message: 'The sandbox does not respond. Check the terminal where you ran “npm start”.',
};

const read = async <T>(response: Response): Promise<T> => {
  const body = await response.json();
  if (!response.ok) throw new ApiError(body.error ?? UNREACHABLE);
  return body;
};

const send = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(path, init).catch(() => {
    throw new ApiError(UNREACHABLE);
  });

/** Sends a GET request to the sandbox. */
export const get = async <T>(path: string): Promise<T> => read<T>(await send(path));

/** Sends a POST request to the sandbox. */
export const post = async <T>(path: string, body: object = {}): Promise<T> =>
  read<T>(
    await send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

/** A caught error as the page shows it. */
export const errorOf = (error: unknown): ErrorView =>
  error instanceof ApiError
    ? error.view
    : { name: 'Error', message: error instanceof Error ? error.message : String(error) };
