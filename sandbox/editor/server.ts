import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import * as z from 'zod';
import type { VirtualClock } from '../clock.ts';
import { ZapierError } from '../zapier/zaps.ts';
import type { Assets } from './bundle.ts';
import { createDeliveries } from './deliveries.ts';
import { type EditorSession, Refused } from './editor-session.ts';
import { guard } from './guard.ts';
import { HTML } from './html.ts';
import type { Message } from './protocol.ts';
import { makeSteps } from './steps.ts';

const HEARTBEAT = 15_000;

const VALUES = z.object({ values: z.record(z.string(), z.string()) });
const INPUT = z.object({ input: z.record(z.string(), z.unknown()) });
const FIRE = z.object({ trigger: z.string(), body: z.string().optional() });
const ATTACK = z.object({ trigger: z.string(), attack: z.string() });
const REPLAY = z.object({ delivery: z.string() });

/** The editor's page and the interface behind it. */
export const makeEditor = (desk: EditorSession, assets: Assets, clock: VirtualClock, host: string): Hono => {
  const app = new Hono();
  const steps = makeSteps(desk);
  const sending = createDeliveries(desk, clock);

  app.onError((error, c) => {
    const isMendable = error instanceof Refused || error instanceof ZapierError || error instanceof z.ZodError;
    if (!isMendable) console.error(error);
    const message = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    return c.json({ error: { name: error.name, message } }, isMendable ? 422 : 500);
  });
  app.notFound((c) => c.json({ error: { name: 'NotFound', message: `There is nothing at ${c.req.path}.` } }, 404));
  app.use(guard(host));

  app.get('/', (c) => c.html(HTML));
  for (const [path, { type, content }] of assets) {
    app.get(path, (c) => c.body(content, 200, { 'Content-Type': type }));
  }

  app.get('/api/app', (c) => c.json(desk.app));
  app.get('/api/state', async (c) => c.json({ ...desk.state(), deliveries: await sending.deliveries() }));
  app.get('/api/stream', (c) =>
    streamSSE(c, async (stream) => {
      const tell = (message: Message) => void stream.writeSSE({ data: JSON.stringify(message) });
      const stop = desk.listen(tell);
      stream.onAbort(() => void stop());
      while (!stream.aborted) {
        await stream.writeSSE({ event: 'alive', data: '' });
        await stream.sleep(HEARTBEAT);
      }
    }),
  );

  app.post('/api/connect', async (c) => c.json(await steps.connect(VALUES.parse(await c.req.json()).values)));

  const zap = app.basePath('/api/zaps/:trigger');
  zap.post('/', async (c) => c.json(await steps.choose(c.req.param('trigger'))));
  zap.post('/set-up', async (c) => c.json(steps.setUp(c.req.param('trigger'), INPUT.parse(await c.req.json()).input)));
  zap.post('/paste', (c) => c.json(steps.paste(c.req.param('trigger'))));
  zap.post('/take-out', (c) => c.json(steps.takeOut(c.req.param('trigger'))));
  zap.post('/test', async (c) => c.json(await steps.test(c.req.param('trigger'))));
  zap.post('/on', async (c) => c.json(await steps.turnOn(c.req.param('trigger'))));
  zap.post('/off', async (c) => c.json(await steps.turnOff(c.req.param('trigger'))));
  zap.get('/attacks', (c) => c.json(sending.attacks(c.req.param('trigger'))));

  app.get('/api/creates/:key/fields', async (c) => c.json(await steps.createFields(c.req.param('key'))));
  app.post('/api/creates/:key', async (c) =>
    c.json(await steps.create(c.req.param('key'), INPUT.parse(await c.req.json()).input)),
  );

  app.post('/api/fire', async (c) => {
    const { trigger, body } = FIRE.parse(await c.req.json());
    return c.json(await sending.fire(trigger, body));
  });
  app.post('/api/attack', async (c) => {
    const { trigger, attack } = ATTACK.parse(await c.req.json());
    return c.json(await sending.attack(trigger, attack));
  });
  app.post('/api/replay', async (c) => c.json(await sending.replay(REPLAY.parse(await c.req.json()).delivery)));
  return app;
};
