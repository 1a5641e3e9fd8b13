import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { ZapierError } from 'zapier-local';
import * as z from 'zod';
import type { Assets } from './bundle.ts';
import { createDeliveries } from './deliveries.ts';
import type { EditorSession } from './editor-session.ts';
import { guard } from './guard.ts';
import { HTML } from './html.ts';
import type { Message } from './protocol.ts';
import { createSteps } from './steps.ts';
import { UserError } from './user-error.ts';

const HEARTBEAT = 15_000;

const VALUES = z.object({ values: z.record(z.string(), z.string()) });
const INPUT = z.object({ input: z.record(z.string(), z.unknown()) });
const SEND = z.object({ trigger: z.string(), body: z.string().optional() });
const ATTACK = z.object({ trigger: z.string(), attack: z.string() });
const REPLAY = z.object({ delivery: z.string() });

/** The editor's page and API. */
export const createEditor = (session: EditorSession, assets: Assets, host: string): Hono => {
  const app = new Hono();
  const steps = createSteps(session);
  const deliveries = createDeliveries(session);

  app.onError((error, c) => {
    const isExpected = error instanceof UserError || error instanceof ZapierError || error instanceof z.ZodError;
    if (!isExpected) console.error(error);
    const message = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    return c.json({ error: { name: error.name, message } }, isExpected ? 422 : 500);
  });
  app.notFound((c) => c.json({ error: { name: 'NotFound', message: `Not found: ${c.req.path}` } }, 404));
  app.use(guard(host));

  app.get('/', (c) => c.html(HTML));
  for (const [path, { type, content }] of assets) {
    app.get(path, (c) => c.body(content, 200, { 'Content-Type': type }));
  }

  app.get('/api/app', (c) => c.json(session.app));
  app.get('/api/state', async (c) => c.json({ ...session.state(), deliveries: await deliveries.list() }));
  app.get('/api/stream', (c) =>
    streamSSE(c, async (stream) => {
      const send = (message: Message) => void stream.writeSSE({ data: JSON.stringify(message) });
      const stop = session.listen(send);
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
  zap.post('/set-up', async (c) =>
    c.json(await steps.setUp(c.req.param('trigger'), INPUT.parse(await c.req.json()).input)),
  );
  zap.post('/paste-url', (c) => c.json(steps.pasteUrl(c.req.param('trigger'))));
  zap.post('/remove-url', (c) => c.json(steps.removeUrl(c.req.param('trigger'))));
  zap.post('/test', async (c) => c.json(await steps.test(c.req.param('trigger'))));
  zap.post('/on', async (c) => c.json(await steps.turnOn(c.req.param('trigger'))));
  zap.post('/off', async (c) => c.json(await steps.turnOff(c.req.param('trigger'))));
  zap.get('/attacks', (c) => c.json(deliveries.attacks(c.req.param('trigger'))));

  app.post('/api/creates/:key/fields', async (c) =>
    c.json(await steps.createFields(c.req.param('key'), INPUT.parse(await c.req.json()).input)),
  );
  app.post('/api/creates/:key', async (c) =>
    c.json(await steps.create(c.req.param('key'), INPUT.parse(await c.req.json()).input)),
  );

  app.post('/api/send', async (c) => {
    const { trigger, body } = SEND.parse(await c.req.json());
    return c.json(await deliveries.sendEvent(trigger, body));
  });
  app.post('/api/attack', async (c) => {
    const { trigger, attack } = ATTACK.parse(await c.req.json());
    return c.json(await deliveries.attack(trigger, attack));
  });
  app.post('/api/replay', async (c) => c.json(await deliveries.replay(REPLAY.parse(await c.req.json()).delivery)));
  return app;
};
