import type { HookRequest } from './ingress.ts';
import type { HandlerError } from './lambda.ts';

/** A connection that a user made. */
export interface Connection {
  readonly id: string;
  readonly label: string;
  /** What the user typed in, and what the session step added. */
  authData: Readonly<Record<string, string>>;
}

/** What became of one request to a hook. */
export interface Run {
  readonly request: HookRequest;
  /** What the Zap got: one item for each time that it ran. */
  output: readonly Readonly<Record<string, unknown>>[];
  /** The error that ended it, where one did. */
  error?: HandlerError;
  /** How often the app was called: more than once after a throttle or a renewed session. */
  calls: number;
  /** False while Zapier waits to try again. */
  isOver: boolean;
  /** Milliseconds that the app's calls took. */
  milliseconds: number;
}

/** A Zap that starts with one of the app's triggers. */
export interface Zap {
  readonly id: string;
  readonly trigger: string;
  /** A user may choose another connection, and change the set-up, as long as the Zap is off. */
  connection: Connection;
  input: Readonly<Record<string, unknown>>;
  readonly url: string;
  isOn: boolean;
  subscription?: Readonly<Record<string, unknown>>;
  readonly runs: Run[];
}

/** An error that a user of Zapier would see, or that stands in a Zap's history. */
export class ZapierError extends Error {
  readonly detail: HandlerError;

  constructor(detail: HandlerError) {
    super(readable(detail.message));
    this.name = detail.name;
    this.detail = detail;
  }
}

/** Core wraps some messages in JSON; users see the sentence. */
export const readable = (message: string): string => {
  try {
    const { message: sentence } = JSON.parse(message);
    return typeof sentence === 'string' ? sentence : message;
  } catch {
    return message;
  }
};
