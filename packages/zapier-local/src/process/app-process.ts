import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AppEvent, type Handler, type Outcome, settle } from './outcome.ts';

/** Runs an app as Zapier's servers do. */
export interface AppProcess {
  invoke(event: AppEvent): Promise<Outcome>;
  /** Kills the process during a call, as Zapier does after a timeout. The next call starts a new one. */
  kill(): void;
  /** The output of the process. */
  readonly printed: readonly string[];
  close(): Promise<void>;
}

/** An app in a separate process. */
export interface ChildAppProcess extends AppProcess {
  /** Bytes on the heap after a garbage collection: needs the Node option `--expose-gc`. */
  heap(): Promise<number>;
}

/** Runs a handler in this process: fast, and visible to coverage. */
export const inThisProcess = (handler: Handler): AppProcess => ({
  invoke: (event) => settle(handler, event),
  kill: () => undefined,
  printed: [],
  close: async () => undefined,
});

// The sources are TypeScript, the published files JavaScript.
const ENTRY = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));
/** The name of the error of a call whose process died. */
export const KILLED = 'Killed';
const KILLED_OUTCOME: Outcome = {
  ok: false,
  error: { name: KILLED, message: 'Process exited before completing request', stack: '' },
};
const MAX_LINES = 10_000;

/** How the process of an app starts. */
export interface ChildProcessOptions {
  /** Environment variables of the process. It inherits only `PATH`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of Node. */
  readonly execArgv?: readonly string[];
}

/**
 * Runs an app in a separate process, one call at a time, as Zapier's servers do.
 *
 * @param app path of the app's entry (`dist/index.js`), or of the `zapierwrapper.js` in an unpacked zip
 */
export const inChildProcess = (
  app: string,
  { environment = {}, execArgv = [] }: ChildProcessOptions = {},
): ChildAppProcess => {
  const printed: string[] = [];
  let child: ChildProcess | undefined;
  let finish: ((outcome: Outcome) => void) | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const start = (): ChildProcess => {
    const started = fork(ENTRY, [app], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      execArgv: [...execArgv],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed.push(text);
        if (printed.length > MAX_LINES) printed.shift();
      });
    }
    started.on('message', (outcome: Outcome) => finish?.(outcome));
    started.on('exit', () => {
      if (child === started) child = undefined;
      finish?.(KILLED_OUTCOME);
    });
    return started;
  };

  const call = (event: AppEvent) =>
    new Promise<Outcome>((resolve) => {
      finish = (outcome) => {
        finish = undefined;
        resolve(outcome);
      };
      child ??= start();
      child.send(event);
    });

  const invoke = (event: AppEvent) => {
    const outcome = queue.then(() => call(event));
    queue = outcome;
    return outcome;
  };

  return {
    printed,
    invoke,
    heap: async () => {
      const outcome = await invoke({ command: 'heap' });
      if (!outcome.ok) throw new Error(outcome.error.message);
      return Number(outcome.results);
    },
    kill: () => {
      child?.kill('SIGKILL');
    },
    close: async () => {
      await queue;
      child?.kill();
    },
  };
};
