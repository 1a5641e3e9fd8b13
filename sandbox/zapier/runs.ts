import type { Clock } from '../clock.ts';
import type { HookRequest } from './ingress.ts';
import { KILLED, type Outcome } from './lambda.ts';
import type { Run, Zap } from './zaps.ts';

/** Zapier's servers call again when a process dies on them, and not for ever. */
const MOST_CALLS = 5;

/** A thrown ThrottledError carries its delay in its message. */
const delayOf = (message: string): number => {
  try {
    const { delay } = JSON.parse(message);
    return typeof delay === 'number' ? Math.min(delay, 300) : 60;
  } catch {
    return 60;
  }
};

/** What runs need of the Zapier that they belong to. */
export interface RunOptions {
  readonly clock: Clock;
  /** Hands a run's request to the app. */
  perform(zap: Zap, run: Run): Promise<Outcome>;
  /** Hears of every run: when its request came in, and after each call of the app. */
  onRun(zap: Zap, run: Run): void;
}

/** The requests to hooks on their way through the app: one after the other, as in one of Zapier's processes. */
export class Runs {
  readonly #options: RunOptions;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: RunOptions) {
    this.#options = options;
  }

  /** Takes a request in. */
  receive(zap: Zap, request: HookRequest): Run {
    const run: Run = { request, output: [], calls: 0, isOver: false, milliseconds: 0 };
    zap.runs.push(run);
    this.#options.onRun(zap, run);
    this.#running = this.#running.then(() => this.#perform(zap, run, true));
    return run;
  }

  /** Resolves when every request so far has been handed to the app. */
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
    if (!outcome.ok && outcome.error.name === KILLED && run.calls < MOST_CALLS)
      return this.#perform(zap, run, mayRetry);
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
