import { standardWebhooks } from '../../verification/standard-webhooks.ts';
import type { Connection } from '../provider.ts';

/** How Buildr signs what it sends: Svix delivers for it. */
export const proof = standardWebhooks();

const GUIDE = '[authentication guide](https://buildr.dev/introduction/authentication-machine)';

/** @see https://buildr.dev/introduction/authentication-machine */
export const connection: Connection = {
  fields: [
    {
      key: 'buildr_client_id',
      label: 'Buildr Client ID',
      type: 'string',
      helpText: `In Buildr, open *Account Settings* > *Developer* and create a client for Zapier: see the ${GUIDE}.`,
    },
    {
      key: 'buildr_client_secret',
      label: 'Buildr Client Secret',
      type: 'password',
      helpText: `Shown next to the client ID under *Account Settings* > *Developer*: see the ${GUIDE}.`,
    },
    {
      key: 'buildr_webhook_secret',
      label: 'Buildr Webhook Signing Secret',
      type: 'password',
      placeholder: 'whsec_…',
      helpText:
        'Only for the action *Verify Webhook Delivery*: the secret of a webhook that you made yourself, see the [Webhooks guide](https://buildr.dev/introduction/webhooks). Triggers make a secret of their own. While you change secrets, enter the old and the new one with a space between them.',
      validate: (value) =>
        value
          .split(/\s+/)
          .filter(Boolean)
          .every((secret) => proof.readKey(secret))
          ? undefined
          : 'is not a signing secret that Buildr can use: it starts with whsec_ and is at least 24 characters of base64 long',
    },
  ],
  groups: [['buildr_client_id', 'buildr_client_secret']],
  credentials: ['buildr_client_id', 'buildr_client_secret'],
  session: 'buildr_access_token',
};
