import type { ActionView, AppView, DeliveryView, ProviderView, TriggerView, ZapView } from '../protocol.ts';
import type { Route } from './route.ts';
import type { SandboxState } from './use-sandbox.ts';

/** What an address stands for. */
export interface Chosen {
  readonly provider: ProviderView;
  readonly trigger?: TriggerView;
  readonly create?: ActionView;
  readonly zap?: ZapView;
  readonly deliveries: readonly DeliveryView[];
}

/** Finds what the address says in what the sandbox has. */
export const chosenIn = ({ app, zaps, deliveries }: SandboxState, { kind, key }: Route): Chosen | undefined => {
  for (const provider of app.providers) {
    if (kind === 'trigger') {
      const trigger = provider.triggers.find((one) => one.key === key);
      const zap = zaps.find((one) => one.trigger === key);
      const mine = deliveries.filter((delivery) => delivery.trigger === key);
      if (trigger) return { provider, trigger, ...(zap && { zap }), deliveries: mine };
    } else {
      const create = provider.creates.find((one) => one.key === key);
      if (create) return { provider, create, deliveries: [] };
    }
  }
  return undefined;
};

/** The fields of the connection form: a provider's own, and those of the others. */
export const fieldsOf = (app: AppView, provider: ProviderView | undefined) => {
  const own = app.fields.filter(({ key }) => provider?.fields.includes(key));
  return { own, others: app.fields.filter((field) => !own.includes(field)) };
};
