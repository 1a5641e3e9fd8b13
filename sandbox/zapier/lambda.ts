import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The event that Zapier's servers pass to an app's handler. @see zapier-platform-core `src/tools/create-lambda-handler.js` */
export interface LambdaEvent {
  /** `heap` is not a command of Zapier: the process answers it with its memory use. */
  readonly command: 'execute' | 'definition' | 'validate' | 'heap';
  readonly method?: string;
  readonly bundle?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly rpc_base?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The result of a call of the handler. */
export type Outcome =
  | { readonly ok: true; readonly results: unknown }
  | { readonly ok: false; readonly error: HandlerError };

/** An error as Zapier sees it. */
export interface HandlerError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** Runs an app as Zapier's servers do. */
export interface Lambda {
  invoke(event: LambdaEvent): Promise<Outcome>;
  /** Kills the process during a call, as Zapier does after a timeout. The next call starts a new one. */
  kill(): void;
  /** The output of the process. */
  readonly printed: readonly string[];
  close(): Promise<void>;
}

/** An app in a separate process. */
export interface ChildLambda extends Lambda {
  /** Bytes on the heap after a garbage collection: needs `--expose-gc`. */
  heap(): Promise<number>;
}

/** An app's handler, as core creates it. */
export type Handler = (event: LambdaEvent) => Promise<{ results?: unknown }>;

const toHandlerError = (error: unknown): HandlerError =>
  error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack ?? '' }
    : { name: 'unknown', message: String(error), stack: '' };

/** Calls a handler and catches its error. */
export const settle = async (handler: Handler, event: LambdaEvent): Promise<Outcome> => {
  try {
    const { results } = await handler(event);
    return { ok: true, results };
  } catch (error) {
    return { ok: false, error: toHandlerError(error) };
  }
};

/** Runs a handler in this process: fast, and visible to coverage. */
export const inThisProcess = (handler: Handler): Lambda => ({
  invoke: (event) => settle(handler, event),
  kill: () => undefined,
  printed: [],
  close: async () => undefined,
});

const ENTRY = fileURLToPath(new URL('./lambda-process.ts', import.meta.url));
/** The name of the error of a call whose process died. */
export const KILLED = 'Killed';
const KILLED_OUTCOME: Outcome = {
  ok: false,
  error: { name: KILLED, message: 'Process exited before completing request', stack: '' },
};
const MAX_LINES = 10_000;

/**
 * Runs an app in a separate process, one call at a time, as Zapier's servers do.
 *
 * @param app path of the app's entry (`dist/index.js`), or of the `zapierwrapper.js` in an unpacked zip
 * @param environment environment variables of the process; it inherits only `PATH`
 * @param execArgv Node options
 */
export const inChildProcess = (
  app: string,
  environment: Readonly<Record<string, string>>,
  execArgv: readonly string[] = [],
): ChildLambda => {
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

  const call = (event: LambdaEvent) =>
    new Promise<Outcome>((resolve) => {
      finish = (outcome) => {
        finish = undefined;
        resolve(outcome);
      };
      child ??= start();
      child.send(event);
    });

  const invoke = (event: LambdaEvent) => {
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
