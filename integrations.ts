import type { Integration } from './app.ts';
import { createWebhookSubscription } from './creates/basekit/create-webhook-subscription.ts';
import { createWebhook } from './creates/buildr/create-webhook.ts';
import { identifyUser } from './creates/freshpaint/identify-user.ts';
import { trackEvent } from './creates/freshpaint/track-event.ts';
import { basekit } from './providers/basekit/index.ts';
import { buildr } from './providers/buildr/index.ts';
import { builtfirst } from './providers/builtfirst.ts';
import { firespring } from './providers/firespring/index.ts';
import { freshpaint } from './providers/freshpaint/index.ts';
import { basekitEvents } from './triggers/basekit/index.ts';
import { buildrEvents } from './triggers/buildr/index.ts';
import { builtfirstEvents } from './triggers/builtfirst/index.ts';
import { firespringEvents } from './triggers/firespring/index.ts';
import { freshpaintEvents } from './triggers/freshpaint/index.ts';

/** Every provider with what belongs to it: the one table that lists them. */
export const integrations: readonly Integration[] = [
  { provider: basekit, events: basekitEvents, creates: [createWebhookSubscription] },
  { provider: buildr, events: buildrEvents, creates: [createWebhook] },
  { provider: builtfirst, events: builtfirstEvents },
  { provider: freshpaint, events: freshpaintEvents, creates: [trackEvent, identifyUser] },
  { provider: firespring, events: firespringEvents },
];
