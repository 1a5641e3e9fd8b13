import type { ProviderNames } from './answers.ts';
import { quote } from './render.ts';

const secretText = ({ label, docs, isToken, scheme, name, setup }: ProviderNames): string => {
  const guide = `[Webhooks guide](${docs})`;
  const place =
    scheme === 'url_token' ? `to the webhook URL as \`?${name}=…\`` : `in ${label} as the header \`${name}\``;
  const rotate = 'To rotate, enter both';
  if (isToken) {
    return `A token you generate (16+ characters: letters, digits, \\\`-._~\\\`). Add it ${place.replaceAll('`', '\\`')}: see the ${guide}. ${rotate} tokens separated by a space.`;
  }
  if (setup === 'api_creates_secret' || setup === 'api_issues_secret') {
    return `Only for the action *Verify Webhook Delivery*: the secret of a webhook that you created yourself, see the ${guide}. ${rotate} secrets separated by a space.`;
  }
  return `${label} signs webhooks with this secret. Copy it from the settings of ${label}: see the ${guide}. ${rotate} secrets separated by a space.`;
};

const apiKeyField = ({ key, label, docs }: ProviderNames): string => `
  ${key}_api_key: {
    label: 'API Key',
    type: 'password',
    helpText: 'Create one in ${label}: see the [API documentation](${docs}).',
    validate: validateFilled,
  },`;

/** The connection's fields: `providers/KEY/connection.ts`. */
export const connectionCode = (names: ProviderNames): string => {
  const { key, type, docs, isToken, hasApi, secretField, setup } = names;
  const validate = isToken ? 'validateToken' : 'validateSecret';
  const inForm = setup === 'settings' || setup === 'api';
  const first = [...(inForm ? [secretField] : []), ...(hasApi ? [`${key}_api_key`] : [])];
  return `import type { Connection } from '../../platform/context.ts';
import { ${[validate, ...(hasApi ? ['validateFilled'] : [])].sort().join(', ')} } from '../../platform/validate.ts';

const fields = {
  ${secretField}: {
    label: ${isToken ? "'Webhook Token'" : "'Webhook Signing Secret'"},
    type: 'password',
    helpText: \`${secretText(names)}\`,
    validate: ${validate},
  },${hasApi ? apiKeyField(names) : ''}
} satisfies Connection['fields'];

/** The keys of the connection fields. */
export type ${type}Field = keyof typeof fields;

/** @see ${docs} */
export const connection: Connection<${type}Field, never> = {
  fields,
  groups: [[${first.map(quote).join(', ')}]],
  credentials: [${hasApi ? quote(`${key}_api_key`) : ''}],${hasApi ? `\n  authorization: { scheme: 'Bearer', token: ${quote(`${key}_api_key`)} },` : ''}
};
`;
};
