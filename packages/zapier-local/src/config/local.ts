import type { VirtualClock } from '../clock.ts';
import type { OutgoingRequest } from '../hooks/post.ts';
import type { AppProcess } from '../process/app-process.ts';
import type { Zapier } from '../zapier/zapier.ts';
import type { Connection, Zap } from '../zapier/zaps.ts';
import type { EmulatedEvent, RunningEmulator } from './emulator.ts';

/** A local Zapier with an app and its emulators. */
export interface Local<E extends RunningEmulator = RunningEmulator> {
  readonly zapier: Zapier;
  readonly app: AppProcess;
  readonly clock: VirtualClock;
  readonly emulators: readonly E[];
  /** The emulator that sends events to a Zap. */
  emulatorOf(zap: Zap): E | undefined;
  /** Connects an account with the credentials of the emulators, which the given values replace. */
  connect(values?: Readonly<Record<string, unknown>>): Promise<Connection>;
  /** Turns a Zap on. Adds its URL in the settings of the API if the app does not subscribe. */
  turnOn(zap: Zap): Promise<void>;
  /** Turns a Zap off and removes its URL from the settings of the API. Throws if the app fails to unsubscribe. */
  turnOff(zap: Zap): Promise<void>;
  /** The signed request of an event for a Zap, by default of the usual one. Undefined if no emulator sends events to the Zap. */
  createRequest(zap: Zap, event?: EmulatedEvent): Promise<OutgoingRequest | undefined>;
  /** Stops everything, also the app. */
  close(): Promise<void>;
}
