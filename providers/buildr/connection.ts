import type { Connection } from '../../platform/context.ts';
import { hmac } from '../../verification/hmac.ts';
import { splitSecrets } from '../../verification/secret.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';

/** Svix delivers Buildr's webhooks. */
export const verifier = hmac(STANDARD_WEBHOOKS);

const GUIDE = '[authentication guide](https://buildr.dev/introduction/authentication-machine)';

const fields = {
  buildr_client_id: {
    label: 'Client ID',
    type: 'string',
    helpText: `In Buildr, open *Account Settings* > *Developer* and create a client for Zapier: see the ${GUIDE}.`,
  },
  buildr_client_secret: {
    label: 'Client Secret',
    type: 'password',
    helpText: `Shown next to the client ID under *Account Settings* > *Developer*: see the ${GUIDE}.`,
  },
  buildr_webhook_secret: {
    label: 'Webhook Signing Secret',
    type: 'password',
    placeholder: 'whsec_…',
    helpText:
      'Only for the action *Verify Webhook Delivery*: the secret of a webhook that you created yourself, see the [Webhooks guide](https://buildr.dev/introduction/webhooks). Triggers create their own secret. To rotate, enter both secrets separated by a space.',
    validate: (value) =>
      splitSecrets(value).every((secret) => verifier.readKey(secret))
        ? undefined
        : 'is not a signing secret for Buildr: it starts with whsec_ and has at least 24 characters of base64',
  },
} satisfies Connection['fields'];

/** The keys of Buildr's connection fields. */
export type BuildrField = keyof typeof fields;

/** The access token of Buildr's session. */
export type BuildrSession = 'buildr_access_token';

/** @see https://buildr.dev/introduction/authentication-machine */
export const connection: Connection<BuildrField, BuildrSession> = {
  fields,
  groups: [['buildr_client_id', 'buildr_client_secret']],
  credentials: ['buildr_client_id', 'buildr_client_secret'],
  authorization: { scheme: 'Bearer', token: 'buildr_access_token' },
  session: 'buildr_access_token',
};
