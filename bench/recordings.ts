import { join } from 'node:path';
import { Hono } from 'hono';
import { post } from '../sandbox/providers/emulator.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { listen } from '../sandbox/server.ts';
import { inOwnProcess, type Lambda, type LambdaEvent } from '../sandbox/zapier/lambda.ts';
import { ROOT } from '../scripts/publishing/root.ts';
import { ANY_EVENT, type Event, payloadSample } from '../triggers/define-event.ts';
import { RECORD_URL } from './apps/reading.ts';

/** What Zapier sent to the app for a genuine delivery. */
export interface Recording {
  readonly key: string;
  readonly event: LambdaEvent;
  /** How many requests to the provider's API the delivery took. */
  readonly reads: number;
}

/** A sandbox that every event went through once, and that stays for what the app talks to. */
export interface Studio {
  /** Their signatures are fresh for five minutes. */
  readonly recordings: readonly Recording[];
  /** The same delivery for another app's trigger. */
  redirect(recording: Recording, trigger: string): LambdaEvent;
  close(): Promise<void>;
}

const typeOf = ({ type }: Event, wire: Readonly<Record<string, unknown>>): string =>
  type === ANY_EVENT ? String(wire['type'] ?? 'any') : type;

/** Zapier's cache for deliveries that are all new: one delivery is sent many times here, and must not count as a repeat. */
const forgetfulCache = () =>
  new Hono().post('/rpc', async (c) => {
    const { id, method } = await c.req.json<{ id: unknown; method: string }>();
    return c.json({ id, result: method === 'zcache_get' ? null : true });
  });

/** Starts a sandbox around the app, turns a Zap on for every event and sends each event once. */
export const openStudio = async (): Promise<Studio> => {
  const inner = inOwnProcess(join(ROOT, 'index.ts'), {});
  let last: LambdaEvent | undefined;
  const lambda: Lambda = {
    ...inner,
    invoke: (event) => {
      last = event;
      return inner.invoke(event);
    },
  };
  const sandbox = await startSandbox({ lambda });
  const servers = await listen(forgetfulCache().get('/record', (c) => c.json({ id: 1, name: 'A record' })));
  const connection = await sandbox.connect();

  const record = async (event: Event): Promise<Recording> => {
    const zap = sandbox.zapier.createZap(event.key, connection);
    const target = await sandbox.turnOn(zap, event);
    const emulator = sandbox.provider(event.provider.key);
    const wire = payloadSample(event);
    const before = emulator.calls.length;
    await post(emulator.sign(target, typeOf(event, wire), JSON.stringify(wire)));
    await sandbox.zapier.idle();
    const run = zap.runs.at(-1);
    if (!last || run?.output.length !== 1) throw new Error(`${event.key} did not deliver: ${run?.error?.message}`);
    const { environment } = last;
    return {
      key: event.key,
      event: {
        ...last,
        rpc_base: `${servers.url}/rpc`,
        environment: { ...environment, [RECORD_URL]: `${servers.url}/record` },
      },
      reads: emulator.calls.length - before,
    };
  };

  const recordings: Recording[] = [];
  for (const event of sandbox.events) recordings.push(await record(event));
  return {
    recordings,
    redirect: ({ event }, trigger) => ({ ...event, method: `triggers.${trigger}.operation.perform` }),
    close: async () => {
      await sandbox.close();
      await servers.close();
    },
  };
};
