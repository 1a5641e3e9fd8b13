import { cleanRequest } from '../hooks/clean-request.ts';
import type { Outcome } from '../process/outcome.ts';
import type { AppCalls } from './app-calls.ts';
import { createMeta, type Meta } from './meta.ts';
import { type Checked, toSubscription } from './results.ts';
import { type Run, type Zap, ZapierError } from './zaps.ts';

const DONE: Outcome = { ok: true, results: {} };

/** The path of a method of a Zap's trigger. */
export const methodOf = (zap: Zap, name: string): string => `triggers.${zap.trigger}.operation.${name}`;

const required = <T>(checked: Checked<T>): T => {
  if ('error' in checked) throw new ZapierError(checked.error);
  return checked.value;
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
  async perform(zap: Zap, run: Run): Promise<Outcome> {
    const { request } = run;
    const requests = { rawRequest: request, cleanedRequest: await cleanRequest(request) };
    return this.#call(zap, 'perform', { ...this.#subscribed(zap), ...requests }, run);
  }

  /** Lists the newest records, for “Test trigger”. */
  list(zap: Zap): Promise<Outcome> {
    return this.#call(zap, 'performList', this.#bundle(zap, { isLoadingSample: true }));
  }

  /**
   * The new subscription, or undefined for a static webhook: a trigger without performSubscribe or without performUnsubscribe.
   * Throws the error that the user would see.
   */
  async subscribe(zap: Zap): Promise<Readonly<Record<string, unknown>> | undefined> {
    if (await this.#isStatic(zap)) return undefined;
    const outcome = await this.#call(zap, 'performSubscribe', { ...this.#bundle(zap), targetUrl: zap.url });
    if (!outcome.ok) throw new ZapierError(outcome.error);
    return required(toSubscription(methodOf(zap, 'performSubscribe'), outcome.results));
  }

  async unsubscribe(zap: Zap): Promise<Outcome> {
    if (await this.#isStatic(zap)) return DONE;
    return this.#call(zap, 'performUnsubscribe', { ...this.#subscribed(zap), targetUrl: zap.url });
  }

  async #isStatic(zap: Zap): Promise<boolean> {
    const { triggers } = await this.#calls.definition();
    const operation = triggers[zap.trigger]?.operation ?? {};
    return !('performSubscribe' in operation && 'performUnsubscribe' in operation);
  }

  #call(zap: Zap, name: string, bundle: object, run?: Run): Promise<Outcome> {
    return this.#calls.call(methodOf(zap, name), { ...bundle }, zap.connection, run);
  }

  #subscribed(zap: Zap) {
    return { ...this.#bundle(zap), ...(zap.subscription && { subscribeData: zap.subscription }) };
  }

  #bundle(zap: Zap, meta: Partial<Meta> = {}) {
    return {
      inputData: zap.input,
      inputDataRaw: zap.input,
      meta: createMeta({ ...meta, zap: this.#includesZapId() ? { id: zap.id } : {} }),
    };
  }
}
