import type { HookRequest } from 'zapier-local';
import type { JsonObject } from '../../schema/json.ts';
import type { Event } from '../../triggers/define-event.ts';
import type { Secret } from '../cli/secret.ts';
import type { Exchange } from './recorder.ts';

// What a run observed. It stays in memory: findings contain only names and statuses from it.

/** A call of the app, and the requests to the provider that it caused. */
export interface Step {
  readonly ok: boolean;
  readonly result: unknown;
  readonly exchanges: readonly Exchange[];
  /** The app's message, if it failed before it sent anything: then nothing of the provider can be in it. */
  readonly problem?: string;
}

/** The examples that *Test trigger* shows. */
export interface Listed {
  readonly event: Event;
  readonly step: Step;
}

/** A webhook that the app created and deleted. */
export interface Webhook {
  readonly event: Event;
  readonly subscribe: Step;
  readonly id?: string | undefined;
  unsubscribe?: Step;
  /** Deleting it a second time. */
  again?: Step;
}

/** A delivery, and what the app made of it. */
export interface Received {
  /** The trigger that it was sent to. */
  readonly event: Event;
  readonly request: HookRequest;
  /** The names of its headers as they were spelled on arrival. */
  readonly headerNames: readonly string[];
  /** Verifies it. */
  readonly secret: Secret;
  readonly output: readonly JsonObject[];
  /** The reason code with which the app refused it. */
  readonly reason?: string | undefined;
  readonly exchanges: readonly Exchange[];
}

/** The parts of a run. */
export type Part = 'connection' | 'wrongCredentials' | 'lists' | 'webhooks' | 'lookUps' | 'testEvent' | 'deliveries';

/** Everything that a run observed. */
export interface Evidence {
  readonly event: Event;
  /** Every event of the provider. */
  readonly siblings: readonly Event[];
  readonly input: JsonObject;
  /** Whether webhooks were created with a URL that the provider can reach. */
  readonly isReachable: boolean;
  connection?: Step;
  wrongCredentials?: Step;
  testEvent?: Step;
  readonly lists: Listed[];
  readonly webhooks: Webhook[];
  /** Deliveries that this command signed itself, so that the app looks up a record. */
  readonly lookUps: Received[];
  readonly deliveries: Received[];
  /** Why a part did not run. */
  readonly skipped: Partial<Record<Part, string>>;
}
