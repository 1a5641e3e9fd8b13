import { createAppHandler } from 'zapier-platform-core';
import { type VirtualClock, virtualClock } from '../../sandbox/clock.ts';
import { post, type SignedRequest } from '../../sandbox/providers/emulator.ts';
import { inThisProcess, type Lambda } from '../../sandbox/zapier/lambda.ts';
import { Zapier } from '../../sandbox/zapier/zapier.ts';
import type { Connection, Run, Zap } from '../../sandbox/zapier/zaps.ts';
import tinyApp from './tiny-app.ts';

type Request = readonly [body: unknown, headers?: Readonly<Record<string, string>>, query?: string];

const requestTo = (zap: Zap, ...[content, headers = {}, query = '']: Request): SignedRequest => {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  return { url: zap.url + query, method: 'POST', headers, body };
};

/** The local Zapier with the tiny app. */
export interface TinyZapier {
  readonly clock: VirtualClock;
  readonly lambda: Lambda;
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
export const startTinyZapier = async (lambda = inThisProcess(createAppHandler(tinyApp))): Promise<TinyZapier> => {
  const clock = virtualClock();
  const zapier = await Zapier.start({ lambda, clock, environment: {} });
  const connection = await zapier.connect({ name: 'Ada' });
  return {
    clock,
    lambda,
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
