import type { Connection } from '../../platform/context.ts';
import { validateSecret, validateUrl } from '../../platform/validate.ts';

const API = '[API documentation](https://apidocs.basekit.com)';

const fields = {
  basekit_api_url: {
    label: 'API URL',
    type: 'string',
    placeholder: 'https://rest.your-brand.com',
    helpText: `The address of your brand’s REST API. BaseKit provides it with your API user: see the ${API}.`,
    validate: validateUrl,
  },
  basekit_username: {
    label: 'Username',
    type: 'string',
    helpText: `The username of your API user, provided by BaseKit: see the ${API}.`,
  },
  basekit_password: {
    label: 'Password',
    type: 'password',
    helpText: `The password of your API user, provided by BaseKit: see the ${API}.`,
  },
  basekit_hmac_secret: {
    label: 'HMAC Secret',
    type: 'password',
    helpText:
      'BaseKit signs your webhooks with this secret. Ask BaseKit to generate one for your environment: see *HMAC Authentication* in the [Webhooks guide](https://apidocs.basekit.com/webhooks). To rotate, enter both secrets separated by a space.',
    validate: validateSecret,
  },
} satisfies Connection['fields'];

/** The keys of BaseKit's connection fields. */
export type BasekitField = keyof typeof fields;

/** @see https://apidocs.basekit.com */
export const connection: Connection<BasekitField, never> = {
  fields,
  groups: [['basekit_api_url', 'basekit_username', 'basekit_password', 'basekit_hmac_secret']],
  credentials: ['basekit_api_url', 'basekit_username', 'basekit_password'],
  authorization: { scheme: 'Basic', username: 'basekit_username', password: 'basekit_password' },
  account({ basekit_username: name, basekit_api_url: root }) {
    // Also because parsing a very long address takes very long.
    if (root === undefined || validateUrl(root)) return name;
    return `${name}@${new URL(root.trim()).host.replace(/^rest\./, '')}`;
  },
};
