import { asString } from '../../schema/json.ts';
import { hmac } from '../../verification/hmac.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';
import type { Provider } from '../provider.ts';
import { connection, type SignedWebhookField } from './connection.ts';
import { CHOICES, exampleField, senderField } from './fields.ts';

type Senders = typeof import('./lazy.ts');

let loaded: Senders | undefined;

/** Loaded when it is first needed, because the triggers of other providers do not use it, and kept. */
const senders = async (): Promise<Senders> => {
  loaded ??= await import('./lazy.ts');
  return loaded;
};

/**
 * Any sender that signs its webhooks with an HMAC. The user selects it in each Zap, or describes how it signs.
 *
 * @see https://www.standardwebhooks.com
 */
export const signedWebhook: Provider<SignedWebhookField, never> = {
  key: 'signed_webhook',
  label: 'Signed Webhooks',
  connection,
  otherNames: Object.values(CHOICES),
  secret: { from: 'connection', field: 'signed_webhook_secret', previous: 'signed_webhook_previous_secret' },
  // Until a sender is selected.
  verifier: hmac(STANDARD_WEBHOOKS),
  deduplicationWindow: 3 * 86_400,
  eventType: (envelope) => asString(envelope['event_type']),
  choice: {
    field: senderField,
    fieldsFor: async (inputs) => (await senders()).fieldsFor(inputs),
    configure: (inputs) => loaded?.chooseSender(inputs) ?? senders().then(({ chooseSender }) => chooseSender(inputs)),
  },
  inputs: [exampleField],
  directions: () => ({
    steps: [
      'Copy the webhook URL above.',
      'Paste it into the webhook settings of your sender. For a sender in the list, the step *Configure* says where they are.',
      'If the secret of this webhook is not in your connection, add a connection with it and select it in the Zap.',
      '*Test trigger* shows your *Example Body* or a short example. To see a real event, publish the Zap and cause an event at the sender.',
    ],
    note: 'Each Zap has its own URL. Requests that the sender did not sign with your secret are refused.',
  }),
  list: async (context, _type, inputs) => (await senders()).exampleRecord(context, inputs),
};
