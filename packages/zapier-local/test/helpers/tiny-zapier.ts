import { createAppHandler } from 'zapier-platform-core';
import {
  type AppProcess,
  type Connection,
  inThisProcess,
  type OutgoingRequest,
  post,
  type Run,
  type VirtualClock,
  virtualClock,
  type Zap,
  Zapier,
} from '../../src/index.ts';
import tinyApp from './tiny-app.ts';

type Request = readonly [body: unknown, headers?: Readonly<Record<string, string>>, query?: string];

const requestTo = (zap: Zap, ...[content, headers = {}, query = '']: Request): OutgoingRequest => {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  return { url: zap.url + query, method: 'POST', headers, body };
};

/** The local Zapier with the tiny app. */
export interface TinyZapier {
  readonly clock: VirtualClock;
  readonly app: AppProcess;
  readonly zapier: Zapier;
  readonly connection: Connection;
  /** Creates a Zap and turns it on. */
  on(trigger?: string, input?: Readonly<Record<string, unknown>>): Promise<Zap>;
  /** Sends a request to a Zap and returns the status. */
  send(zap: Zap, ...request: Request): Promise<number>;
  /** Sends a request to a Zap and returns its run. */
  runOf(zap: Zap, ...request: Request): Promise<Run>;
}

/** Starts a local Zapier with the tiny app. */
export const startTinyZapier = async (app = inThisProcess(createAppHandler(tinyApp))): Promise<TinyZapier> => {
  const clock = virtualClock();
  const zapier = await Zapier.start({ app, clock, environment: {} });
  const connection = await zapier.connect({ name: 'Ada' });
  return {
    clock,
    app,
    zapier,
    connection,
    async on(trigger = 'pasted', input = {}) {
      const zap = zapier.createZap(trigger, connection, input);
      await zapier.turnOn(zap);
      return zap;
    },
    send: (zap, ...request) => post(requestTo(zap, ...request)),
    runOf: (zap, ...request) => zapier.deliver(zap, requestTo(zap, ...request)),
  };
};
