import type { Outcome } from '../process/outcome.ts';
import type { AppCalls } from './app-calls.ts';
import { type Run, type Zap, ZapierError } from './zaps.ts';

const DONE: Outcome = { ok: true, results: {} };

const MAX_LEVELS = 1000;

const isTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; depth < MAX_LEVELS && level.length > 0; depth += 1) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return level.length > 0;
};

/**
 * Core requires a parsed body, even if the app does not read it. A body of thousands of levels would overflow the stack
 * of this process or of core, whatever the app does.
 */
const parse = (content: string): unknown => {
  try {
    const parsed: unknown = JSON.parse(content) ?? {};
    return isTooDeep(parsed) ? {} : parsed;
  } catch {
    return {};
  }
};

/** Calls the methods of a Zap's trigger with the bundle that Zapier passes to each. */
export class TriggerCalls {
  readonly #calls: AppCalls;
  readonly #includesZapId: () => boolean;

  /** @param includesZapId whether bundles contain the Zap's ID */
  constructor(calls: AppCalls, includesZapId: () => boolean) {
    this.#calls = calls;
    this.#includesZapId = includesZapId;
  }

  /** Passes a delivery to the trigger. */
  perform(zap: Zap, run: Run): Promise<Outcome> {
    const { request } = run;
    const bundle = { ...this.#bundle(zap), rawRequest: request, cleanedRequest: parse(request.content) };
    return this.#call(zap, 'perform', bundle, run);
  }

  /** Lists the newest records, for “Test trigger”. */
  async list(zap: Zap): Promise<Outcome> {
    const { subscribeData, ...bundle } = this.#bundle(zap);
    return this.#call(zap, 'performList', bundle);
  }

  /** The new subscription, or undefined for a static webhook. Throws the error that the user would see. */
  async subscribe(zap: Zap): Promise<Readonly<Record<string, unknown>> | undefined> {
    if (!(await this.#has(zap, 'performSubscribe'))) return undefined;
    const outcome = await this.#call(zap, 'performSubscribe');
    if (!outcome.ok) throw new ZapierError(outcome.error);
    return { ...Object(outcome.results) };
  }

  async unsubscribe(zap: Zap): Promise<Outcome> {
    return (await this.#has(zap, 'performUnsubscribe')) ? this.#call(zap, 'performUnsubscribe') : DONE;
  }

  async #has(zap: Zap, method: string): Promise<boolean> {
    const { triggers } = await this.#calls.definition();
    return method in (triggers[zap.trigger]?.operation ?? {});
  }

  #call(zap: Zap, method: string, bundle: object = this.#bundle(zap), run?: Run): Promise<Outcome> {
    return this.#calls.call(`triggers.${zap.trigger}.operation.${method}`, { ...bundle }, zap.connection, run);
  }

  #bundle(zap: Zap) {
    return {
      inputData: zap.input,
      targetUrl: zap.url,
      ...(zap.subscription && { subscribeData: zap.subscription }),
      meta: this.#includesZapId() ? { zap: { id: zap.id } } : {},
    };
  }
}
