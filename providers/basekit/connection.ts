import { validateSecret, validateUrl } from '../../platform/validate.ts';
import type { Connection } from '../provider.ts';

/** @see https://apidocs.basekit.com */
export const connection: Connection = {
  fields: [
    {
      key: 'basekit_api_url',
      label: 'BaseKit API URL',
      type: 'string',
      placeholder: 'https://rest.your-brand.com',
      helpText:
        'The address of your brand’s REST API. BaseKit gives it to you together with your API user: see the [API documentation](https://apidocs.basekit.com).',
      validate: validateUrl,
    },
    {
      key: 'basekit_username',
      label: 'BaseKit User Name',
      type: 'string',
      helpText:
        'The user name of your API user, from BaseKit: see the [API documentation](https://apidocs.basekit.com).',
    },
    {
      key: 'basekit_password',
      label: 'BaseKit Password',
      type: 'password',
      helpText:
        'The password of your API user, from BaseKit: see the [API documentation](https://apidocs.basekit.com).',
    },
    {
      key: 'basekit_hmac_secret',
      label: 'BaseKit HMAC Secret',
      type: 'password',
      helpText:
        'The secret that BaseKit signs your webhooks with. Ask BaseKit to generate one for your environment: see *HMAC Authentication* in the [Webhooks guide](https://apidocs.basekit.com/webhooks). While you change secrets, enter the old and the new one with a space between them.',
      validate: validateSecret,
    },
  ],
  groups: [['basekit_api_url', 'basekit_username', 'basekit_password', 'basekit_hmac_secret']],
  credentials: ['basekit_api_url', 'basekit_username', 'basekit_password'],
  account({ basekit_username: name, basekit_api_url: root }) {
    const host =
      root !== undefined && URL.canParse(root.trim()) ? new URL(root.trim()).host.replace(/^rest\./, '') : undefined;
    return host === undefined ? name : `${name}@${host}`;
  },
};
