import { join } from 'node:path';
import { Hono } from 'hono';
import { type AppEvent, type AppProcess, inChildProcess, listen } from 'zapier-local';
import { bodyOf, typeOf } from '../sandbox/event-body.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { type Subject, subjectsOf } from '../sandbox/subjects.ts';
import { ROOT } from '../scripts/publishing/root.ts';
import type { Event } from '../triggers/define-event.ts';
import { checksTime } from '../verification/scheme.ts';
import { RECORD_URL } from './apps/minimal.ts';

/** The call of the app that Zapier made for a genuine delivery. */
export interface Recording {
  readonly key: string;
  readonly event: AppEvent;
  /** The number of requests that the app sent to the provider's API. */
  readonly reads: number;
}

/** A sandbox with one recorded delivery of every event. It keeps running, because the recorded calls use its servers. */
export interface Recorder {
  /** Signatures with a timestamp are valid for five minutes. */
  readonly recordings: readonly Recording[];
  /** The same delivery for a trigger of another app. */
  redirect(recording: Recording, trigger: string): AppEvent;
  close(): Promise<void>;
}

/** A cache that stores nothing, so that a repeated call is not a duplicate. */
const emptyCache = () =>
  new Hono().post('/rpc', async (c) => {
    const { id, method } = await c.req.json<{ id: unknown; method: string }>();
    return c.json({ id, result: method === 'zcache_get' ? null : true });
  });

/** A sender without a timestamp, where there is a choice: a recorded delivery must be valid during the whole measurement. */
const lasting = (event: Event): Subject => {
  const subjects = subjectsOf([event]);
  const found = subjects.find((one) => !checksTime(one.event.provider.verifier.scheme)) ?? subjects[0];
  if (!found) throw new Error(`${event.key} has no sender`);
  return found;
};

/** Starts a sandbox, turns a Zap on for every event and sends each event once. */
export const startRecorder = async (): Promise<Recorder> => {
  const inner = inChildProcess(join(ROOT, 'index.ts'));
  let last: AppEvent | undefined;
  const app: AppProcess = {
    ...inner,
    invoke: (event) => {
      last = event;
      return inner.invoke(event);
    },
  };
  const sandbox = await startSandbox({ app });
  const server = await listen(emptyCache().get('/record', (c) => c.json({ id: 1, name: 'A record' })));
  const connection = await sandbox.connect();

  const record = async ({ event, input }: Subject): Promise<Recording> => {
    const zap = sandbox.zapier.createZap(event.key, connection, input);
    const target = await sandbox.turnOn(zap);
    const emulator = sandbox.provider(event.provider.key);
    const before = emulator.calls.length;
    const run = await sandbox.zapier.deliver(zap, emulator.sign(target, typeOf(event), bodyOf(event)));
    if (!last || run.output.length !== 1) throw new Error(`${event.key} did not deliver: ${run.error?.message}`);
    const environment = { ...last.environment, [RECORD_URL]: `${server.url}/record` };
    return {
      key: event.key,
      event: { ...last, rpc_base: `${server.url}/rpc`, environment },
      reads: emulator.calls.length - before,
    };
  };

  const recordings: Recording[] = [];
  for (const event of sandbox.events) recordings.push(await record(lasting(event)));
  return {
    recordings,
    redirect: ({ event }, trigger) => ({ ...event, method: `triggers.${trigger}.operation.perform` }),
    close: async () => {
      await sandbox.close();
      await server.close();
    },
  };
};
