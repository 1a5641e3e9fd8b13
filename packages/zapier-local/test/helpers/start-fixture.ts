import {
  type Connection,
  loadApp,
  type OutgoingRequest,
  type Run,
  startApp,
  type VirtualClock,
  virtualClock,
  type Zap,
  Zapier,
} from '../../src/index.ts';
import { fixture } from './apps.ts';

/** A local Zapier with a fixture in a separate process. */
export interface StartedFixture {
  readonly clock: VirtualClock;
  readonly zapier: Zapier;
  readonly connection: Connection;
  /** Creates a Zap and turns it on. */
  on(trigger: string, input?: Readonly<Record<string, unknown>>): Promise<Zap>;
  /** Sends a JSON body to a Zap and returns its run. */
  runOf(zap: Zap, body: unknown): Promise<Run>;
  close(): Promise<void>;
}

/** A request with a JSON body. */
export const jsonRequest = (url: string, body: unknown, method = 'POST'): OutgoingRequest => ({
  url,
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** Starts a fixture that needs no account. */
export const startFixture = async (
  name: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedFixture> => {
  const app = await loadApp(fixture(name));
  const clock = virtualClock();
  const zapier = await Zapier.start({
    app: startApp(app, { environment, allow: [], api: {} }),
    clock,
    environment,
  });
  const connection: Connection = { id: 'connection-1', label: '', authData: {} };
  return {
    clock,
    zapier,
    connection,
    async on(trigger, input = {}) {
      const zap = zapier.createZap(trigger, connection, input);
      await zapier.turnOn(zap);
      return zap;
    },
    runOf: (zap, body) => zapier.deliver(zap, jsonRequest(zap.url, body)),
    async close() {
      await zapier.close();
      await app.close();
    },
  };
};
