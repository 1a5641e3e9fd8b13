import { signedWebhookReceived } from './signed-webhook-received.ts';

/** The event of any sender. */
export const signedWebhookEvents = [signedWebhookReceived];
