import type { VirtualClock } from '../clock.ts';
import type { OutgoingRequest } from '../hooks/post.ts';
import type { Zap } from '../zapier/zaps.ts';

/** What an emulator gets when it starts. */
export interface EmulatorContext {
  /** The clock of the local Zapier. Use it for re-sends and expiry, so that attacks and tests can move the time. */
  readonly clock: VirtualClock;
}

/** An event that an emulator can send. */
export interface EmulatedEvent {
  /** Such as `order.created`. */
  readonly name: string;
  /** The body of its delivery. */
  readonly body: string;
}

/** A local copy of the API that an app connects to, and the sender of its webhooks. */
export interface RunningEmulator {
  /** Such as `shop`. Each emulator has its own. */
  readonly key: string;
  /** Values of the connection form. Those of all emulators are joined. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Environment variables of the app, set before it is imported. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Hosts whose requests go to this emulator, such as `{ 'api.shop.example': 'http://127.0.0.1:3000' }`. */
  readonly hosts?: Readonly<Record<string, string>>;
  /** The keys of the triggers whose events it sends. */
  readonly triggers?: readonly string[];
  /** The events that it can send to a Zap, the usual one first. */
  events?(zap: Zap): readonly EmulatedEvent[];
  /** An event that was never sent before, for attacks on an app that recognizes duplicates. The default is the usual event. */
  newEvent?(zap: Zap): EmulatedEvent;
  /** Creates the request that delivers an event to a Zap, signed as the API signs it. The body of the event may have been edited. */
  createRequest?(zap: Zap, event: EmulatedEvent): OutgoingRequest | Promise<OutgoingRequest>;
  /** Adds the URL of a Zap in the settings of the API, as a user does for a static webhook. */
  connectWebhook?(zap: Zap): void | Promise<void>;
  /** Removes the URL of a Zap from the settings of the API. */
  removeWebhook?(zap: Zap): void | Promise<void>;
  close(): void | Promise<void>;
}

/** Starts an emulator. */
export type StartEmulator<E extends RunningEmulator = RunningEmulator> = (context: EmulatorContext) => E | Promise<E>;
