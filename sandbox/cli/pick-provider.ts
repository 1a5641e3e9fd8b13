import { integrations } from '../../integrations.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Event } from '../../triggers/define-event.ts';
import { readDelivery } from '../../verification/delivery.ts';
import { isRejection } from '../../verification/rejection.ts';
import type { Capture } from './capture/capture.ts';
import { Problem } from './problem.ts';

const PROVIDERS = integrations.map(({ provider }) => provider);

/** The keys of the providers, for help texts. */
export const PROVIDER_KEYS = PROVIDERS.map(({ key }) => key).join(', ');

/** Finds a provider by its key. */
export const providerOf = (key: string): Provider => {
  const provider = PROVIDERS.find((one) => one.key === key.toLowerCase());
  if (!provider) throw new Problem(`There is no provider “${key}”. The providers are ${PROVIDER_KEYS}.`);
  return provider;
};

/** Finds an event by the key of its trigger. */
export const eventOf = (key: string): Event => {
  const event = integrations.flatMap(({ events }) => events).find((one) => one.key === key);
  if (!event) throw new Problem(`There is no trigger “${key}”. The command events lists all of them.`);
  return event;
};

/** Some event of a provider, for what does not depend on which. */
export const firstEventOf = ({ key, label }: Provider): Event => {
  const [event] = integrations.find(({ provider }) => provider.key === key)?.events ?? [];
  if (!event) throw new Problem(`${label} has no triggers.`);
  return event;
};

// A proof without any secret accepts nothing, but tells whether the request carries what the proof reads.
const carriesProof = ({ verifier: proof }: Provider, capture: Capture): boolean => {
  const delivery = readDelivery({ ...capture, method: undefined });
  if (isRejection(delivery)) return false;
  const outcome = proof.check(delivery, [], 0);
  return !isRejection(outcome) || !['signature_missing', 'token_missing'].includes(outcome.reason);
};

/** The provider that was named, or else the only one whose proof the request carries. */
export const pickProvider = (capture: Capture, key: string | undefined): Provider => {
  if (key !== undefined) return providerOf(key);
  const [provider, ...others] = PROVIDERS.filter((one) => carriesProof(one, capture));
  if (provider && others.length === 0) return provider;
  const fits = provider
    ? `Both ${[provider, ...others].map(({ key: one }) => one).join(' and ')} fit`
    : 'No provider fits';
  throw new Problem(`${fits} what the request carries. Name the provider with --provider: ${PROVIDER_KEYS}.`);
};
