import { createWebhookSubscription } from './creates/basekit/create-webhook-subscription.ts';
import { createWebhook } from './creates/buildr/create-webhook.ts';
import type { ProviderAction } from './creates/define-action.ts';
import { identifyUser } from './creates/freshpaint/identify-user.ts';
import { trackEvent } from './creates/freshpaint/track-event.ts';
import { basekit as basekitProvider } from './providers/basekit/index.ts';
import { buildr as buildrProvider } from './providers/buildr/index.ts';
import { builtfirst as builtfirstProvider } from './providers/builtfirst/index.ts';
import { firespring as firespringProvider } from './providers/firespring/index.ts';
import { freshpaint as freshpaintProvider } from './providers/freshpaint/index.ts';
import type { Provider } from './providers/provider.ts';
import { signedWebhook as signedWebhookProvider } from './providers/signed-webhook/index.ts';
import { basekitEvents } from './triggers/basekit/index.ts';
import { buildrEvents } from './triggers/buildr/index.ts';
import { builtfirstEvents } from './triggers/builtfirst/index.ts';
import type { Event } from './triggers/define-event.ts';
import { firespringEvents } from './triggers/firespring/index.ts';
import { freshpaintEvents } from './triggers/freshpaint/index.ts';
import { signedWebhookEvents } from './triggers/signed-webhook/index.ts';

/** A provider with its triggers and actions. */
export interface Integration {
  readonly provider: Provider;
  readonly events: readonly Event[];
  readonly actions?: readonly ProviderAction[];
}

// Exported by provider key in camel case, so that a single-provider app bundles none of the others.
export const basekit: Integration = {
  provider: basekitProvider,
  events: basekitEvents,
  actions: [createWebhookSubscription],
};
export const buildr: Integration = { provider: buildrProvider, events: buildrEvents, actions: [createWebhook] };
export const builtfirst: Integration = { provider: builtfirstProvider, events: builtfirstEvents };
export const freshpaint: Integration = {
  provider: freshpaintProvider,
  events: freshpaintEvents,
  actions: [trackEvent, identifyUser],
};
export const firespring: Integration = { provider: firespringProvider, events: firespringEvents };
export const signedWebhook: Integration = { provider: signedWebhookProvider, events: signedWebhookEvents };

/** All providers with their triggers and actions. */
export const integrations: readonly Integration[] = [
  basekit,
  buildr,
  builtfirst,
  freshpaint,
  firespring,
  signedWebhook,
];

/**
 * The providers in a list such as `basekit,buildr`, as in the environment variable `PROVIDERS`.
 *
 * @param list provider keys separated by commas; empty for all providers
 * @throws Error if a key is unknown
 */
export const selectIntegrations = (list = process.env['PROVIDERS'] ?? ''): readonly Integration[] => {
  const wanted = list.split(',').flatMap((name) => name.trim().toLowerCase() || []);
  const keys = integrations.map(({ provider }) => provider.key);
  const unknown = wanted.filter((name) => !keys.includes(name));
  if (unknown.length > 0) {
    throw new Error(`PROVIDERS contains unknown providers: ${unknown.join(', ')}. Choose from ${keys.join(', ')}.`);
  }
  return integrations.filter(({ provider }) => wanted.length === 0 || wanted.includes(provider.key));
};
