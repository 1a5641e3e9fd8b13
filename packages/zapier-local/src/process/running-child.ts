import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Exit, killed, nameOf, timedOut } from './failures.ts';
import type { NetworkRules } from './network/rules.ts';
import type { AppEvent, Outcome } from './outcome.ts';
import { received, type SentOutcome } from './settle.ts';

/** What a process runs, and how. */
export interface ChildSettings {
  /** Path of the wrapper or of the app's entry. */
  readonly app: string;
  readonly folder: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly execArgv: readonly string[];
  readonly network: NetworkRules;
  readonly timeoutSeconds: number;
  readonly loadTimeoutSeconds: number;
  onOutput(text: string): void;
}

// The sources are TypeScript, the published files JavaScript.
const ENTRY = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));
const MAX_ERRORS = 8192;
/** Node cannot wait longer. */
const MAX_TIMEOUT = 2 ** 31 - 1;
/** Milliseconds in which the output of an ended process arrives. */
const DRAIN = 500;

// A process in an endless loop does not notice that this one has ended.
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** One process with an app in it, for one call at a time. */
export class RunningChild {
  readonly #settings: ChildSettings;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #errors = '';
  #isAlive = true;
  #isLoaded = false;
  #isLate = false;
  #event: AppEvent | undefined;
  #finish: (outcome: Outcome) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: ChildSettings) {
    const { app, folder, environment, execArgv, network, onOutput } = settings;
    this.#settings = settings;
    this.#child = fork(ENTRY, [app, JSON.stringify(network)], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      execArgv: [...execArgv],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    running.add(this.#child);
    this.#child.stdout?.setEncoding('utf8').on('data', onOutput);
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-MAX_ERRORS);
      onOutput(text);
    });
    this.#child.on('message', (message: SentOutcome | 'loaded') => this.#receive(message));
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#errors += error.message;
        this.#end({ code: null, signal: null });
        resolve();
      });
      this.#child.once('exit', (code, signal) => {
        this.#isAlive = false;
        running.delete(this.#child);
        const finish = () => {
          this.#end({ code, signal });
          resolve();
        };
        // Its last lines may still be on their way.
        const timer = setTimeout(finish, DRAIN);
        this.#child.once('close', () => {
          clearTimeout(timer);
          finish();
        });
      });
    });
  }

  /** Whether it can run another call. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  call(event: AppEvent): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#event = event;
      this.#finish = resolve;
      this.#errors = '';
      this.#startTimer();
      // A process that has just ended accepts no event: its end is the outcome.
      this.#child.send(event, () => undefined);
    });
  }

  kill(): void {
    this.#isAlive = false;
    this.#child.kill('SIGKILL');
  }

  /** Ends the process. */
  close(): Promise<void> {
    this.kill();
    return this.#ended;
  }

  #receive(message: SentOutcome | 'loaded'): void {
    if (message === 'loaded') {
      this.#isLoaded = true;
      // As on Zapier's servers, loading has its own limit.
      if (this.#event) this.#startTimer();
    } else this.#settle(received(message));
  }

  /** Seconds until the process is late. */
  get #limit(): number {
    return this.#isLoaded ? this.#settings.timeoutSeconds : this.#settings.loadTimeoutSeconds;
  }

  #startTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#isLate = true;
        this.kill();
      },
      Math.min(1000 * this.#limit, MAX_TIMEOUT),
    );
  }

  #end(exit: Exit): void {
    this.#isAlive = false;
    running.delete(this.#child);
    if (!this.#event) return;
    const call = nameOf(this.#event);
    if (this.#isLate) this.#settle(timedOut(this.#limit, this.#isLoaded, call));
    else this.#settle(killed(exit, this.#isLoaded ? `during ${call}` : 'while it loaded the app', this.#errors));
  }

  #settle(outcome: Outcome): void {
    clearTimeout(this.#timer);
    this.#event = undefined;
    this.#finish(outcome);
  }
}
