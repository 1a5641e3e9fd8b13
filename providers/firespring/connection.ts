import type { Connection } from '../../platform/context.ts';
import { validateFilled, validateId, validateToken } from '../../platform/validate.ts';

const AUTHENTICATION = '[Authentication](https://proofs.firespring.engineering/sb-style/218/docs/api/authentication)';
const WEBHOOKS = '[Webhooks](https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview)';

const fields = {
  firespring_url_token: {
    label: 'URL Token',
    type: 'password',
    helpText: `A token you generate (16+ characters: letters, digits, \`-._~\`). Add it to the webhook URL as \`?token=…\` in the Springboard under *My Website > Website Settings*: see ${WEBHOOKS}. It is checked when the first event arrives. To rotate, enter both tokens separated by a space.`,
    validate: validateToken,
  },
  firespring_api_key: {
    label: 'API Key',
    type: 'password',
    helpText: `Recommended, because Firespring does not sign its webhooks. With a key, each message and order is looked up, its details are added, and it is refused if it does not exist. Create one in the Springboard under *API Keys*: see ${AUTHENTICATION}. Enter the website ID as well.`,
    validate: validateFilled,
  },
  firespring_website_id: {
    label: 'Website ID',
    type: 'string',
    placeholder: '4711',
    helpText: `The number of your website, required with the API key. Find it in the Springboard under *My Website > Website Settings*, or in API addresses such as \`/websites/4/messages\`: see ${AUTHENTICATION}.`,
    validate: validateId,
  },
} satisfies Connection['fields'];

/** The keys of Firespring's connection fields. */
export type FirespringField = keyof typeof fields;

/** @see https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview */
export const connection: Connection<FirespringField, never> = {
  fields,
  groups: [['firespring_url_token'], ['firespring_api_key', 'firespring_website_id']],
  credentials: ['firespring_api_key', 'firespring_website_id'],
  // The API key is the username, and the password is empty.
  authorization: { scheme: 'Basic', username: 'firespring_api_key' },
  account: ({ firespring_website_id: id }) => (id?.trim() ? `website ${id.trim()}` : undefined),
};
