import { createWebhookSubscription } from './creates/basekit/create-webhook-subscription.ts';
import { createWebhook } from './creates/buildr/create-webhook.ts';
import { identifyUser } from './creates/freshpaint/identify-user.ts';
import { trackEvent } from './creates/freshpaint/track-event.ts';
import type { Integration } from './integration.ts';
import { basekit as basekitProvider } from './providers/basekit/index.ts';
import { buildr as buildrProvider } from './providers/buildr/index.ts';
import { builtfirst as builtfirstProvider } from './providers/builtfirst/index.ts';
import { firespring as firespringProvider } from './providers/firespring/index.ts';
import { freshpaint as freshpaintProvider } from './providers/freshpaint/index.ts';
import { basekitEvents } from './triggers/basekit/index.ts';
import { buildrEvents } from './triggers/buildr/index.ts';
import { builtfirstEvents } from './triggers/builtfirst/index.ts';
import { firespringEvents } from './triggers/firespring/index.ts';
import { freshpaintEvents } from './triggers/freshpaint/index.ts';

// Each by a name of its own, the provider's key, so that an app of one leaves the others' code behind.
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

/** Every provider with what belongs to it: the one table that lists them. */
export const integrations: readonly Integration[] = [basekit, buildr, builtfirst, freshpaint, firespring];
