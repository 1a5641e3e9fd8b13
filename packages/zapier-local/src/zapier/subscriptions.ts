import type { Clock } from '../clock.ts';
import type { HandlerError, Outcome } from '../process/outcome.ts';
import type { TriggerCalls } from './trigger-calls.ts';
import { type Zap, ZapierError } from './zaps.ts';

/** An expiration date in the past would otherwise renew the subscription without end. */
const MIN_LIFETIME = 60_000;

/** How subscriptions reach the app and report. */
export interface SubscriptionOptions {
  readonly triggers: TriggerCalls;
  readonly clock: Clock;
  /** Called after the renewal of an expired subscription, with the error if it failed. */
  onRenewal(zap: Zap, error?: HandlerError): void;
}

/**
 * Subscribes Zaps to the events of their triggers, and again when a subscription expires.
 *
 * @see https://docs.zapier.com/platform/build/cli-hook-trigger
 */
export class Subscriptions {
  readonly #options: SubscriptionOptions;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
  }

  /** Subscribes, unless the URL is a static webhook. Throws the error that the user would see. */
  async subscribe(zap: Zap): Promise<void> {
    const { triggers, clock } = this.#options;
    const subscription = await triggers.subscribe(zap);
    if (!subscription) return;
    zap.subscription = subscription;
    const expires = Date.parse(String(subscription['expiration_date']));
    if (Number.isNaN(expires)) return;
    clock.after(Math.max(expires - clock.now(), MIN_LIFETIME), () => this.#renew(zap, subscription));
  }

  unsubscribe(zap: Zap): Promise<Outcome> {
    return this.#options.triggers.unsubscribe(zap);
  }

  async #renew(zap: Zap, expired: Readonly<Record<string, unknown>>): Promise<void> {
    // The Zap was turned off, or has a newer subscription.
    if (!zap.isOn || zap.subscription !== expired) return;
    try {
      await this.subscribe(zap);
    } catch (error) {
      if (!(error instanceof ZapierError)) throw error;
      this.#options.onRenewal(zap, error.detail);
      return;
    }
    // It was turned off meanwhile.
    if (!zap.isOn) await this.unsubscribe(zap);
    this.#options.onRenewal(zap);
  }
}
