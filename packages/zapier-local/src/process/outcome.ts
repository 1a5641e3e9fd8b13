/** The event that Zapier's servers pass to an app's handler. @see zapier-platform-core `src/tools/create-lambda-handler.js` */
export interface AppEvent {
  /** `heap` is not a command of Zapier: the process answers it with its memory use. */
  readonly command: 'execute' | 'definition' | 'validate' | 'heap';
  readonly method?: string;
  readonly bundle?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly rpc_base?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The URL that `z.generateCallbackUrl()` returns. */
  readonly callback_url?: string;
  /** What `z.cursor` belongs to. */
  readonly storeKey?: string;
}

/** The result of a call of the handler. */
export type Outcome =
  | {
      readonly ok: true;
      /** What the app returned, after it was written as JSON and read again, as Zapier does. */
      readonly results: unknown;
      /** Set if the app called `z.generateCallbackUrl()`, so that Zapier waits. */
      readonly status?: 'CALLBACK';
    }
  | FailedOutcome;

/** The error of a call of the handler. */
export interface FailedOutcome {
  readonly ok: false;
  readonly error: HandlerError;
}

/** An error as Zapier sees it. */
export interface HandlerError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** What a handler returns. */
export interface HandlerResult {
  readonly results?: unknown;
  readonly status?: string;
}

/**
 * An app's handler, as core creates it. Core 17 and later return a promise and accept a callback too; older ones only call back.
 */
export type Handler = (
  event: AppEvent,
  context?: Record<string, unknown>,
  callback?: (error: unknown, result?: HandlerResult) => void,
) => Promise<HandlerResult> | undefined;
