import type { Connection } from '../../platform/context.ts';
import { validateWholeSecret } from '../../platform/validate.ts';

const REPOSITORY = 'https://github.com/verified-webhooks/zapier-verified-webhooks/blob/main';

const fields = {
  signed_webhook_secret: {
    label: 'Signing Secret',
    type: 'password',
    helpText: `The secret that the sender signs webhooks with: see [where to find it](${REPOSITORY}/docs/senders.md). Create one connection for each secret.`,
    validate: validateWholeSecret,
  },
  signed_webhook_previous_secret: {
    label: 'Previous Signing Secret',
    type: 'password',
    helpText: `The old secret, while you [change to a new one](${REPOSITORY}/SECURITY.md#rotate-a-secret). Deliveries that are signed with it are still accepted, so clear it afterwards.`,
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
