/** The event that Zapier's servers pass to an app's handler. @see zapier-platform-core `src/tools/create-lambda-handler.js` */
export interface AppEvent {
  /** `heap` is not a command of Zapier: the process answers it with its memory use. */
  readonly command: 'execute' | 'definition' | 'validate' | 'heap';
  readonly method?: string;
  readonly bundle?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly rpc_base?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The result of a call of the handler. */
export type Outcome =
  | { readonly ok: true; readonly results: unknown }
  | { readonly ok: false; readonly error: HandlerError };

/** An error as Zapier sees it. */
export interface HandlerError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** An app's handler, as core creates it. */
export type Handler = (event: AppEvent) => Promise<{ results?: unknown }>;

const toHandlerError = (error: unknown): HandlerError =>
  error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack ?? '' }
    : { name: 'unknown', message: String(error), stack: '' };

/** Calls a handler and catches its error. */
export const settle = async (handler: Handler, event: AppEvent): Promise<Outcome> => {
  try {
    const { results } = await handler(event);
    return { ok: true, results };
  } catch (error) {
    return { ok: false, error: toHandlerError(error) };
  }
};
