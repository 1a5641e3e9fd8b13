import type { HookRequest } from '../hooks/request.ts';
import type { HandlerError } from '../process/outcome.ts';
import { readable } from './readable.ts';

/** A connected account. */
export interface Connection {
  readonly id: string;
  readonly label: string;
  /** The user's credentials and the values that the session step added. */
  authData: Readonly<Record<string, string>>;
}

/** Counts the calls of the app that something needs. */
export interface Attempts {
  calls: number;
  /** The URL that `z.generateCallbackUrl()` returns. */
  readonly callbackUrl?: string;
}

/** A request to a webhook URL and its result. */
export interface Run {
  readonly request: HookRequest;
  /** What the Zap received: one item for each Zap run. */
  output: readonly Readonly<Record<string, unknown>>[];
  error?: HandlerError;
  /** Calls of the app: more than one after a retry or a renewed session. */
  calls: number;
  /** False until Zapier has tried for the last time. */
  isOver: boolean;
  /** Duration of all calls. */
  milliseconds: number;
}

/** A Zap with one of the app's triggers. */
export interface Zap {
  readonly id: string;
  readonly trigger: string;
  /** The connection and the input can change while the Zap is off. */
  connection: Connection;
  input: Readonly<Record<string, unknown>>;
  readonly url: string;
  isOn: boolean;
  subscription?: Readonly<Record<string, unknown>>;
  readonly runs: Run[];
}

/** An error as a Zapier user sees it, in the editor or in a Zap's history. */
export class ZapierError extends Error {
  readonly detail: HandlerError;

  constructor(detail: HandlerError) {
    super(readable(detail.message, detail.name));
    this.name = detail.name;
    this.detail = detail;
  }
}
