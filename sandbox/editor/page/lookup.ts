import type { ActionView, AppView, DeliveryView, ProviderView, TriggerView, ZapView } from '../protocol.ts';
import type { Route } from './route.ts';
import type { SandboxState } from './use-sandbox.ts';

/** The trigger or action that the URL names. */
export interface Selected {
  readonly provider: ProviderView;
  readonly trigger?: TriggerView;
  readonly create?: ActionView;
  readonly zap?: ZapView;
  readonly deliveries: readonly DeliveryView[];
}

/** Finds the trigger or action of a URL. */
export const selectedIn = ({ app, zaps, deliveries }: SandboxState, { kind, key }: Route): Selected | undefined => {
  for (const provider of app.providers) {
    if (kind === 'trigger') {
      const trigger = provider.triggers.find((one) => one.key === key);
      const zap = zaps.find((one) => one.trigger === key);
      const triggerDeliveries = deliveries.filter((delivery) => delivery.trigger === key);
      if (trigger) return { provider, trigger, ...(zap && { zap }), deliveries: triggerDeliveries };
    } else {
      const create = provider.creates.find((one) => one.key === key);
      if (create) return { provider, create, deliveries: [] };
    }
  }
  return undefined;
};

/** The fields of the connection form: those of a provider, and those of the others. */
export const fieldsOf = (app: AppView, provider: ProviderView | undefined) => {
  const providerFields = app.fields.filter(({ key }) => provider?.fields.includes(key));
  return { providerFields, otherFields: app.fields.filter((field) => !providerFields.includes(field)) };
};
