import { inChildProcess, type Listening, listen } from 'zapier-local';
import { selectIntegrations } from '../../integrations.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { BUILT_APP, startSandbox } from '../sandbox.ts';
import { bundlePage } from './bundle.ts';
import { catalogOf } from './catalog.ts';
import { EditorSession } from './editor-session.ts';
import type { AppView } from './protocol.ts';
import { createEditor } from './server.ts';

import { createTracer } from './tracer.ts';
import { listenForTunnel } from './tunnel.ts';

const MAX_RETRIES = 20;

/** Settings of the editor. */
export interface EditorOptions {
  readonly port: number;
  readonly host?: string;
  /** The URL of the user's tunnel. */
  readonly hooksFrom?: URL;
}

/** A running editor. */
export interface Editor {
  readonly url: string;
  /** The URL that the tunnel must point at. */
  readonly hooks?: string;
  readonly app: AppView;
  close(): Promise<void>;
}

const isPortInUse = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** Starts a server on the first free port. */
const firstFree = async (
  start: (port: number) => Promise<Listening>,
  port: number,
  retries = MAX_RETRIES,
): Promise<Listening> => {
  try {
    return await start(port);
  } catch (error) {
    if (!isPortInUse(error) || retries === 0 || port === 0) throw error;
    return firstFree(start, port + 1, retries - 1);
  }
};

/** Starts a sandbox with the editor. */
export const startEditor = async ({ port, host = '127.0.0.1', hooksFrom }: EditorOptions): Promise<Editor> => {
  const tracer = createTracer(inChildProcess(BUILT_APP));
  const [sandbox, assets] = await Promise.all([
    startSandbox({ integrations: selectIntegrations(), app: tracer.app }),
    bundlePage(),
  ]);
  tracer.attach(sandbox);
  const app = catalogOf(sandbox, await sandbox.zapier.definition(), packageJson.version);
  const session = new EditorSession(sandbox, tracer, app, hooksFrom?.origin);
  const editor = createEditor(session, assets, host);
  const server = await firstFree((free) => listen(editor, free, host), port);
  const hooks =
    hooksFrom &&
    (await firstFree((free) => listenForTunnel(sandbox.zapier, hooksFrom, free), Number(new URL(server.url).port) + 1));
  return {
    url: server.url.replace('//127.0.0.1', '//localhost'),
    ...(hooks && { hooks: hooks.url }),
    app,
    close: async () => {
      await Promise.all([server.close(), hooks?.close()]);
      await sandbox.close();
    },
  };
};
