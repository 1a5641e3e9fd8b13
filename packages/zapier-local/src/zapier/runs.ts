import type { Clock } from '../clock.ts';
import type { HookRequest } from '../hooks/request.ts';
import { KILLED } from '../process/failures.ts';
import type { Outcome } from '../process/outcome.ts';
import { Queue } from './queue.ts';
import { toItems } from './results.ts';
import { throttledFor } from './throttling.ts';
import { methodOf } from './trigger-calls.ts';
import type { Run, Zap } from './zaps.ts';

/** Zapier repeats a call whose process died, up to a limit. Here it ends when the Zap is turned off. */
const MAX_CALLS = 5;

/** The longest delay of a throttled delivery, in seconds. */
const MAX_DELAY = 300;

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
  readonly #queue = new Queue();

  constructor(options: RunOptions) {
    this.#options = options;
  }

  /** Queues a delivery. */
  receive(zap: Zap, request: HookRequest): Run {
    const run: Run = { request, output: [], calls: 0, isOver: false, milliseconds: 0 };
    zap.runs.push(run);
    this.#options.onRun(zap, run);
    void this.#queue.add(() => this.#perform(zap, run, true));
    return run;
  }

  /** Resolves when the queue is empty. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  async #perform(zap: Zap, run: Run, mayRetry: boolean): Promise<void> {
    const { clock, perform, onRun } = this.#options;
    const started = performance.now();
    const outcome = await perform(zap, run);
    run.milliseconds += performance.now() - started;
    const isKilled = !outcome.ok && outcome.error.name === KILLED;
    if (isKilled && zap.isOn && run.calls < MAX_CALLS) return this.#perform(zap, run, mayRetry);
    this.#settle(zap, run, outcome);
    const delay = run.error && mayRetry ? throttledFor(run.error) : undefined;
    run.isOver = delay === undefined;
    onRun(zap, run);
    if (delay === undefined) return;
    clock.after(1000 * Math.min(delay, MAX_DELAY), () => this.#queue.add(() => this.#perform(zap, run, false)));
  }

  #settle(zap: Zap, run: Run, outcome: Outcome): void {
    delete run.error;
    if (!outcome.ok) {
      run.error = outcome.error;
      return;
    }
    const checked = toItems(methodOf(zap, 'perform'), outcome.results);
    if ('error' in checked) run.error = checked.error;
    else run.output = [...run.output, ...checked.value];
  }
}
