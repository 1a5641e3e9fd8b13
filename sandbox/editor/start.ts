import { selectIntegrations } from '../../integrations.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { BUILT_APP, startSandbox } from '../sandbox.ts';
import { type Listening, listen } from '../server.ts';
import { inOwnProcess } from '../zapier/lambda.ts';
import { bundlePage } from './bundle.ts';
import { catalogOf } from './catalog.ts';
import { EditorSession } from './editor-session.ts';
import type { AppView } from './protocol.ts';
import { makeEditor } from './server.ts';
import { skewedClock } from './skewed-clock.ts';
import { createTracer } from './tracer.ts';
import { listenForTunnel } from './tunnel.ts';

const LAST_TRY = 20;

/** What the editor can be told. */
export interface EditorOptions {
  readonly port: number;
  readonly host?: string;
  /** The address of the user's own tunnel to the hooks. */
  readonly hooksFrom?: URL;
}

/** A running editor. */
export interface Editor {
  readonly url: string;
  /** What a tunnel has to lead to. */
  readonly hooks?: string;
  readonly app: AppView;
  close(): Promise<void>;
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** Tries one port after the other. */
const firstFree = async (
  start: (port: number) => Promise<Listening>,
  port: number,
  tries = LAST_TRY,
): Promise<Listening> => {
  try {
    return await start(port);
  } catch (error) {
    if (!isTaken(error) || tries === 0 || port === 0) throw error;
    return firstFree(start, port + 1, tries - 1);
  }
};

/** Starts the sandbox with the editor in front of it. */
export const startEditor = async ({ port, host = '127.0.0.1', hooksFrom }: EditorOptions): Promise<Editor> => {
  const clock = skewedClock();
  const watched = createTracer(inOwnProcess(BUILT_APP, {}));
  const [sandbox, assets] = await Promise.all([
    startSandbox({ integrations: selectIntegrations(), lambda: watched.lambda, clock }),
    bundlePage(),
  ]);
  watched.look(sandbox);
  const app = catalogOf(sandbox, await sandbox.zapier.definition(), packageJson.version);
  const desk = new EditorSession(sandbox, watched, app, hooksFrom?.origin);
  const editor = makeEditor(desk, assets, clock, host);
  const server = await firstFree((free) => listen(editor, free, host), port);
  const outside =
    hooksFrom &&
    (await firstFree((free) => listenForTunnel(sandbox.zapier, hooksFrom, free), Number(new URL(server.url).port) + 1));
  return {
    url: server.url.replace('//127.0.0.1', '//localhost'),
    ...(outside && { hooks: outside.url }),
    app,
    close: async () => {
      await Promise.all([server.close(), outside?.close()]);
      await sandbox.close();
    },
  };
};
