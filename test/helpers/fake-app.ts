import {
  type Clock,
  type Connection,
  type HookRequest,
  inThisProcess,
  type Run,
  type VirtualClock,
  virtualClock,
  type Zap,
  Zapier,
} from 'zapier-local';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { basekit, type Integration } from '../../integrations.ts';
import { ANY_EVENT } from '../../triggers/define-event.ts';
import { createFakeProviders, FAKE_SECRET, fakeEvent, TIMED_SECRET } from './fake-providers.ts';
import { hmacOf, post, standardHeaders } from './sign.ts';

/** Starts a local Zapier that runs an app in this process. */
export const startInProcess = (integrations: readonly Integration[], clock: Clock = virtualClock()): Promise<Zapier> =>
  Zapier.start({ app: inThisProcess(createAppHandler(createApp(integrations))), clock, environment: {} });

/** Starts a local Zapier that runs an app of the fake providers and BaseKit. */
export const startFakeApp = async () => {
  const { answers, endpoint, pasted, timed } = createFakeProviders();
  const { filters: _filters, ...unfiltered } = fakeEvent(timed, 'thing.created', 'timed_thing');
  const clock: VirtualClock = virtualClock();
  const zapier = await startInProcess(
    [
      { provider: endpoint, events: [fakeEvent(endpoint, 'thing.created', 'endpoint_thing')] },
      {
        provider: pasted,
        events: [
          fakeEvent(pasted, 'thing.created', 'pasted_thing'),
          fakeEvent(pasted, 'thing.lost', 'pasted_lost'),
          fakeEvent(pasted, ANY_EVENT, 'pasted_any'),
        ],
      },
      { provider: timed, events: [unfiltered] },
      basekit,
    ],
    clock,
  );
  zapier.isLimited = false;
  const connection: Connection = await zapier.connect({
    endpoint_name: 'me',
    pasted_secret: FAKE_SECRET,
    timed_secret: TIMED_SECRET,
  });

  return {
    answers,
    clock,
    zapier,
    connection,
    /** The body of an event. */
    bodyOf: (changes: Readonly<Record<string, unknown>> = {}): string =>
      JSON.stringify({ id: 'thing-1', type: 'thing.created', place: 'here', lines: [{ count: 1 }], ...changes }),
    /** A signed request, as Zapier passes it to the app. */
    signed: (body: string, headers: Readonly<Record<string, string>> = {}) =>
      post(body, { 'Http-X-Fake-Signature': hmacOf(FAKE_SECRET, body, 'hex'), ...headers }),
    /** A request with a signed timestamp. */
    signedAt: (body: string, timestamp: number, id = `msg_${timestamp}`) =>
      post(body, standardHeaders(TIMED_SECRET, { id, timestamp, body })),
    /** Creates a Zap and turns it on. */
    async turnOn(trigger: string, input: Readonly<Record<string, unknown>> = {}, account = connection): Promise<Zap> {
      const zap = zapier.createZap(trigger, account, input);
      await zapier.turnOn(zap);
      return zap;
    },
    /** Passes a request to a Zap and returns its run. */
    async deliver(zap: Zap, request: HookRequest): Promise<Run> {
      const run = zapier.receive(zap, request);
      await zapier.idle();
      return run;
    },
  };
};

/** A running app of fake providers. */
export type FakeApp = Awaited<ReturnType<typeof startFakeApp>>;
