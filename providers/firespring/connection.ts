import { validateFilled, validateId, validateToken } from '../../platform/validate.ts';
import type { Connection } from '../provider.ts';

const API_GUIDE = '[Authentication](https://proofs.firespring.engineering/sb-style/218/docs/api/authentication)';

/** @see https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview */
export const connection: Connection = {
  fields: [
    {
      key: 'firespring_url_token',
      label: 'Firespring URL Token',
      type: 'password',
      helpText:
        'A secret that you make up, at least 16 characters: letters, digits and - . _ ~, best from a password generator. Put it at the end of the webhook URL, as `?token=…`, when you enter the URL in the Springboard under *My Website > Website Settings*: see [Webhooks](https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview). Zapier can only check how it is written: whether it is on the URL, the first event will show. While you change tokens, enter the old and the new one with a space between them.',
      validate: validateToken,
    },
    {
      key: 'firespring_api_key',
      label: 'Firespring API Key',
      type: 'password',
      helpText: `Recommended. Firespring does not sign its webhooks; with an API key, Zapier looks up each message and order that a webhook names, adds its details and refuses what does not exist. Create one in the Springboard under *API Keys*: see ${API_GUIDE}. Enter the website ID as well.`,
      validate: validateFilled,
    },
    {
      key: 'firespring_website_id',
      label: 'Firespring Website ID',
      type: 'string',
      placeholder: 'such as 4711',
      helpText: `The number of your website, needed with the API key. Look for it in the Springboard under *My Website > Website Settings*, or ask Firespring’s support. The API’s addresses hold it, as in \`/websites/4/messages\`: see ${API_GUIDE}.`,
      validate: validateId,
    },
  ],
  groups: [['firespring_url_token'], ['firespring_api_key', 'firespring_website_id']],
  credentials: ['firespring_api_key', 'firespring_website_id'],
  account({ firespring_website_id: id }) {
    return id?.trim() ? `website ${id.trim()}` : undefined;
  },
};
