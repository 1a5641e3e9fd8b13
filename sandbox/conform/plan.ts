import type { AppProcess, Clock, Zap } from 'zapier-local';
import type { JsonObject } from '../../schema/json.ts';
import type { Event } from '../../triggers/define-event.ts';
import type { Forward } from './recorder.ts';

/** A Zap that waits for events. */
export interface LiveZap {
  readonly event: Event;
  readonly zap: Zap;
}

/** Requests that change something at the provider. */
export interface Writes {
  readonly title: string;
  readonly requests: readonly string[];
}

/** What a run tests, and how. */
export interface Plan {
  /** The triggers, all of one provider. */
  readonly events: readonly Event[];
  /** Every event of the provider. */
  readonly siblings: readonly Event[];
  /** The input of the Zaps. */
  readonly input: JsonObject;
  readonly app: AppProcess;
  readonly clock: Clock;
  /** The connection. */
  readonly credentials: Readonly<Record<string, string>>;
  /** The app's settings. */
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly forward: Forward;
  /** Announces writes. They are left out unless this returns true. */
  confirm(writes: Writes): Promise<boolean>;
  /** The port for webhooks; 0 for any. */
  readonly hookPort: number;
  /** The public address of that port. `local` for a provider on this machine; undefined if no webhook can arrive. */
  readonly reachableAt: URL | 'local' | undefined;
  /** Resolves once events have arrived, or when nothing more is expected. */
  receive?(zaps: readonly LiveZap[]): Promise<void>;
  /** Ends a run early. Webhooks are still deleted. */
  readonly signal?: AbortSignal;
}
