import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/** The data that a push sent to {@link startDeveloperApi}. */
export interface Received {
  /** All requests, such as `GET /apps/1`. */
  readonly calls: string[];
  /** The deploy keys of these requests. */
  readonly keys: Set<string>;
  /** The body of the request for Zapier's checks. */
  check?: { readonly app_id?: unknown; readonly version?: unknown; readonly app_definition?: unknown };
  /** The version in the URL of the upload. */
  version?: string;
  upload?: { readonly zip_file?: unknown; readonly source_zip_file?: unknown; readonly skip_validation?: unknown };
}

/** An emulator of a Zapier developer account. */
export interface DeveloperApi {
  readonly url: string;
  readonly received: Received;
  close(): Promise<void>;
}

/** The app in the account, with all values that the CLI requires before a push. */
export const APP = {
  id: 4711,
  key: 'App4711',
  title: 'Verified Webhooks',
  description: 'A rehearsal of a push.',
  app_category: 'webhooks',
  intention: 'private',
  role: 'employee',
  status: 'private',
} as const;

const noFailures = (label: string) => ({ total_failures: 0, display_label: label, results: [] });

/**
 * Starts an emulator of the part of Zapier's developer API that a push uses.
 *
 * @see zapier-platform-cli `src/utils/api.js`
 */
export const startDeveloperApi = async (key: string): Promise<DeveloperApi> => {
  const received: Received = { calls: [], keys: new Set() };
  const api = new Hono().basePath('/api/platform/cli');

  api.use(async (c, next) => {
    received.calls.push(`${c.req.method} ${c.req.path.replace('/api/platform/cli', '')}`);
    const sent = c.req.header('x-deploy-key') ?? '';
    received.keys.add(sent);
    return sent === key ? next() : c.json({ errors: ['The deploy key is wrong.'] }, 401);
  });
  api.get('/apps/:id', (c) =>
    c.req.param('id') === String(APP.id) ? c.json(APP) : c.json({ errors: ['The app does not exist.'] }, 404),
  );
  api.post('/check', async (c) => {
    received.check = await c.req.json();
    const warnings = noFailures('Publishing Tasks');
    return c.json({ passes: [], errors: noFailures('Errors'), warnings, suggestions: noFailures('Warnings') });
  });
  api.put('/apps/:id/versions/:version', async (c) => {
    received.version = c.req.param('version');
    received.upload = await c.req.json();
    return c.json({ id: APP.id });
  });
  api.notFound((c) => c.json({ errors: [`The emulator does not support ${c.req.method} ${c.req.path}`] }, 404));

  const server = serve({ fetch: api.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The developer API has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
};
