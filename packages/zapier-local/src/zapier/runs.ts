import type { Clock } from '../clock.ts';
import type { HookRequest } from '../hooks/request.ts';
import { KILLED } from '../process/failures.ts';
import type { Outcome } from '../process/outcome.ts';
import type { Run, Zap } from './zaps.ts';

/** Zapier repeats a call whose process died, up to a limit. */
const MAX_CALLS = 5;

/** Core puts the delay of a ThrottledError into its message. */
const delayOf = (message: string): number => {
  try {
    const { delay } = JSON.parse(message);
    return typeof delay === 'number' ? Math.min(delay, 300) : 60;
  } catch {
    return 60;
  }
};

/** How runs call the app and report. */
export interface RunOptions {
  readonly clock: Clock;
  /** Passes a run's request to the app. */
  perform(zap: Zap, run: Run): Promise<Outcome>;
  /** Called when a request arrives and after each call of the app. */
  onRun(zap: Zap, run: Run): void;
}

/** Runs deliveries through the app, one after the other. */
export class Runs {
  readonly #options: RunOptions;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: RunOptions) {
    this.#options = options;
  }

  /** Queues a delivery. */
  receive(zap: Zap, request: HookRequest): Run {
    const run: Run = { request, output: [], calls: 0, isOver: false, milliseconds: 0 };
    zap.runs.push(run);
    this.#options.onRun(zap, run);
    this.#running = this.#running.then(() => this.#perform(zap, run, true));
    return run;
  }

  /** Resolves when the queue is empty. */
  async idle(): Promise<void> {
    let seen: Promise<unknown> | undefined;
    while (seen !== this.#running) {
      seen = this.#running;
      await seen;
    }
  }

  async #perform(zap: Zap, run: Run, mayRetry: boolean): Promise<void> {
    const { clock, perform, onRun } = this.#options;
    const started = performance.now();
    const outcome = await perform(zap, run);
    run.milliseconds += performance.now() - started;
    if (!outcome.ok && outcome.error.name === KILLED && run.calls < MAX_CALLS) return this.#perform(zap, run, mayRetry);
    delete run.error;
    if (outcome.ok) run.output = [...run.output, ...(Array.isArray(outcome.results) ? outcome.results : [])];
    else run.error = outcome.error;
    const isWaiting = run.error?.name === 'ThrottledError' && mayRetry;
    run.isOver = !isWaiting;
    onRun(zap, run);
    if (!isWaiting || !run.error) return;
    clock.after(1000 * delayOf(run.error.message), () => {
      this.#running = this.#running.then(() => this.#perform(zap, run, false));
      return this.idle();
    });
  }
}
