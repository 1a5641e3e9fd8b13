import type { Connection } from '../../platform/context.ts';
import { validateWholeSecret } from '../../platform/validate.ts';

const WHERE =
  '[where each sender shows it](https://github.com/verified-webhooks/zapier-verified-webhooks/blob/main/docs/senders.md)';

const fields = {
  signed_webhook_secret: {
    label: 'Signing Secret',
    type: 'password',
    helpText: `The secret that the sender signs with: ${WHERE}. One connection is for one secret.`,
    validate: validateWholeSecret,
  },
  signed_webhook_previous_secret: {
    label: 'Previous Signing Secret',
    type: 'password',
    helpText: `Only while you rotate the secret (${WHERE}): the old one, so that deliveries signed with it are still accepted.`,
    validate: validateWholeSecret,
  },
} satisfies Connection['fields'];

/** The keys of the connection fields. */
export type SignedWebhookField = keyof typeof fields;

/** The connection to a sender that the user selects in each Zap. */
export const connection: Connection<SignedWebhookField, never> = {
  fields,
  groups: [['signed_webhook_secret']],
  credentials: [],
};
