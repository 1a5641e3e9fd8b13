import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Callback } from '../hooks/callbacks.ts';
import { cleanRequest } from '../hooks/clean-request.ts';
import type { HookRequest } from '../hooks/request.ts';
import type { HandlerError, Outcome } from '../process/outcome.ts';
import type { AppCalls } from './app-calls.ts';
import { createMeta } from './meta.ts';
import { Queue } from './queue.ts';
import { throttledFor } from './throttling.ts';
import type { Connection } from './zaps.ts';

/** Zapier repeats a throttled action; how often is not documented. */
const MAX_CALLS = 5;
/** Milliseconds that a callback may take: https://docs.zapier.com/platform/build-cli/core#zgeneratecallbackurl */
const CALLBACK_LIFETIME = 30 * 86_400_000;

/** A step of a Zap to run. */
export interface ActionStep {
  readonly kind: 'creates' | 'searches';
  readonly key: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A run of an action or search in a Zap, as the Zap's history shows it. */
export interface ActionRun {
  readonly step: ActionStep;
  /** `waiting` after a ThrottledError, or for a request to the callback URL. */
  status: 'running' | 'waiting' | 'success' | 'error';
  /** What the app returned, while a callback is awaited as well. */
  output?: unknown;
  error?: HandlerError;
  calls: number;
  /** The URL that `z.generateCallbackUrl()` returns. */
  readonly callbackUrl: string;
}

interface Entry {
  readonly id: string;
  readonly run: ActionRun;
  readonly connection: Connection;
  /** A request to the callback URL. It may arrive before `perform` has returned. */
  request?: HookRequest;
}

const errorOf = (message: string): HandlerError => ({ name: 'CallbackError', message, stack: '' });

/** Runs actions as steps of a Zap: repeats them when they are throttled, and resumes them after a callback. */
export class ActionRuns {
  readonly #calls: AppCalls;
  readonly #clock: Clock;
  readonly #url: string;
  readonly #entries = new Map<string, Entry>();
  readonly #queue = new Queue();

  /** @param url the base URL of callback URLs */
  constructor(calls: AppCalls, clock: Clock, url: string) {
    this.#calls = calls;
    this.#clock = clock;
    this.#url = url;
  }

  /** Starts a run. Resolves when it has ended or waits. */
  async start(step: ActionStep, connection: Connection): Promise<ActionRun> {
    const id = randomUUID();
    const callbackUrl = `${this.#url}/hooks/callback/${id}`;
    const entry: Entry = { id, run: { step, status: 'running', calls: 0, callbackUrl }, connection };
    this.#entries.set(id, entry);
    await this.#queue.add(() => this.#perform(entry));
    return entry.run;
  }

  /** The callback URL with an ID. */
  find(id: string): Callback | undefined {
    const entry = this.#entries.get(id);
    if (!entry) return undefined;
    const { run } = entry;
    return {
      isOpen: !entry.request && (run.status === 'running' || run.status === 'waiting'),
      accept: (request) => {
        entry.request = request;
        if (run.status === 'waiting' && !run.error) void this.#queue.add(() => this.#resume(entry, request));
      },
    };
  }

  /** Resolves when no run is in progress. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  async #perform(entry: Entry): Promise<void> {
    const outcome = await this.#call(entry, 'perform', {});
    if (!outcome.ok) return this.#fail(entry, outcome.error, () => this.#perform(entry));
    const { run, request } = entry;
    delete run.error;
    run.output = outcome.results;
    if (outcome.status !== 'CALLBACK') return this.#end(entry);
    if (request) return this.#resume(entry, request);
    run.status = 'waiting';
    this.#clock.after(CALLBACK_LIFETIME, () => {
      if (run.status === 'waiting' && !entry.request)
        this.#end(entry, errorOf('No request to the callback URL in 30 days.'));
    });
  }

  async #resume(entry: Entry, request: HookRequest): Promise<void> {
    const { run } = entry;
    if (!(await this.#canResume(run))) {
      const { kind, key } = run.step;
      return this.#end(entry, errorOf(`${kind}.${key} called z.generateCallbackUrl() but has no performResume.`));
    }
    const requests = { rawRequest: request, cleanedRequest: await cleanRequest(request) };
    const outcome = await this.#call(entry, 'performResume', { outputData: run.output, ...requests });
    if (!outcome.ok) return this.#fail(entry, outcome.error, () => this.#resume(entry, request));
    run.output = outcome.results;
    return this.#end(entry);
  }

  #call({ run, connection }: Entry, name: string, bundle: object): Promise<Outcome> {
    const { kind, key, input } = run.step;
    run.status = 'running';
    const inputs = { inputData: input, inputDataRaw: input, meta: createMeta() };
    return this.#calls.call(`${kind}.${key}.operation.${name}`, { ...inputs, ...bundle }, connection, run);
  }

  #fail(entry: Entry, error: HandlerError, again: () => Promise<void>): void {
    const { run } = entry;
    const delay = throttledFor(error);
    if (delay === undefined || run.calls >= MAX_CALLS) {
      this.#end(entry, error);
      return;
    }
    run.status = 'waiting';
    run.error = error;
    this.#clock.after(1000 * delay, () => this.#queue.add(again));
  }

  #end({ id, run }: Entry, error?: HandlerError): void {
    this.#entries.delete(id);
    run.status = error ? 'error' : 'success';
    if (error) run.error = error;
    else delete run.error;
  }

  async #canResume({ step: { kind, key } }: ActionRun): Promise<boolean> {
    const definition = await this.#calls.definition();
    return 'performResume' in (definition[kind]?.[key]?.operation ?? {});
  }
}
