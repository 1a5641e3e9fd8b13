import type { ProviderNames } from './answers.ts';
import { quote } from './render.ts';

const hmacCode = (encoding: string, name: string, prefix: string): string =>
  `hmac(hmacScheme({ header: ${quote(name)}, encoding: '${encoding}'${prefix && `, prefix: ${quote(prefix)}`} }))`;

const VERIFIERS = {
  hex: (name: string, prefix: string) => hmacCode('hex', name, prefix),
  base64: (name: string, prefix: string) => hmacCode('base64', name, prefix),
  standard_webhooks: () => 'hmac(STANDARD_WEBHOOKS)',
  header_token: (name: string) => `sharedToken({ kind: 'token', in: 'header', name: ${quote(name)} })`,
  url_token: (name: string) => `sharedToken({ kind: 'token', in: 'query', name: ${quote(name)} })`,
} as const;

const verifierImports = ({ scheme, isToken }: ProviderNames): string => {
  if (isToken) return "import { sharedToken } from '../../verification/shared-token.ts';";
  const description =
    scheme === 'standard_webhooks'
      ? "import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';"
      : "import { hmacScheme } from '../../verification/scheme.ts';";
  return `import { hmac } from '../../verification/hmac.ts';\n${description}`;
};

const directionsCode = ({ label, isToken, scheme, name, secretField }: ProviderNames): string => {
  const field = `*\${label('${secretField}')}*`;
  const secretStep =
    scheme === 'url_token'
      ? `Add \\\`?${name}=\\\` and the token from the field ${field} of your connection to the URL.`
      : isToken
        ? `Add a header with the name \\\`${name}\\\`. Its value is the token from the field ${field} of your connection.`
        : `Copy the signing secret from ${label}. If it is not there yet, paste it into the field ${field} of your connection.`;
  return `  directions: (label) => ({
    steps: [
      'Copy the webhook URL above.',
      'In ${label}, open the settings for webhooks and paste the URL.',
      \`${secretStep}\`,
      '*Test trigger* shows an example. To see a real event, publish the Zap and cause an event in ${label}.',
    ],
    note: 'Each Zap has its own URL. Other event types are ignored.',
  }),`;
};

const connectionWithTest = ({ type, testPath }: ProviderNames): string => `{
    ...connection,
    async test(context) {
      const response = await call${type}(context, 'GET', ${quote(testPath)});
      if (response.kind !== 'ok') throw toApiError(context, response);
    },
  }`;

/** The declaration of a provider: `providers/KEY/index.ts`. */
export const providerCode = (names: ProviderNames, hasId: boolean): string => {
  const { key, label, docs, variable, type, typeField, scheme, name, prefix, setup, hasApi, secretField } = names;
  const from = setup === 'api_creates_secret' || setup === 'api_issues_secret' ? 'subscription' : 'connection';
  return `${hasApi ? "import { toApiError } from '../../platform/api-errors.ts';\n" : ''}import { ${hasId ? 'asId, ' : ''}asString } from '../../schema/json.ts';
${verifierImports(names)}
import type { Provider } from '../provider.ts';
${hasApi ? `import { call${type} } from './api.ts';\n` : ''}import { connection, type ${type}Field } from './connection.ts';
${hasApi ? "import { subscriptions } from './subscriptions.ts';\n" : ''}
/**
 * ${label}.
 *
 * @see ${docs}
 */
export const ${variable}: Provider<${type}Field, never> = {
  key: ${quote(key)},
  label: ${quote(label)},
  connection${hasApi ? `: ${connectionWithTest(names)}` : ''},
  verifier: ${VERIFIERS[scheme](name, prefix)},
  secret: { from: ${quote(from)}, field: ${quote(secretField)} },
  // Longer than the provider re-sends.
  deduplicationWindow: 3 * 86_400,
  eventType: ({ ${typeField} }) => asString(${typeField}),
${hasId ? '  deliveryId: ({ id }) => asId(id),\n' : ''}${hasApi ? '  subscriptions,' : directionsCode(names)}
};
`;
};

const SECRETS = {
  settings: '',
  api: '',
  // 32 random bytes, which also have the form that Standard Webhooks requires.
  api_creates_secret: `  secret: { from: 'app', create: () => \`whsec_\${randomBytes(32).toString('base64')}\` },\n`,
  api_issues_secret: "  secret: { from: 'api', read: ({ secret }) => secret },\n",
} as const;

/** Requests to the provider's API: `providers/KEY/api.ts`. */
export const apiCode = ({ key, label, type, docs, api }: ProviderNames): string =>
  `import type { ApiResponse } from '../../platform/api-response.ts';
import { authorized } from '../../platform/authorization.ts';
import type { Context } from '../../platform/context.ts';
import { env, joinUrl } from '../../platform/env.ts';
import { type ApiRequest, send } from '../../platform/http.ts';
import type { ${type}Field } from './connection.ts';

/**
 * Sends a request to the API of ${label} with the API key of the connection.
 *
 * @see ${docs}
 */
export const call${type} = (
  context: Context<${type}Field>,
  method: ApiRequest['method'],
  path: string,
  rest: Pick<ApiRequest, 'params' | 'body' | 'secrets'> = {},
): Promise<ApiResponse> =>
  send(context, {
    ...rest,
    method,
    url: joinUrl(env('${key.toUpperCase()}_API_URL', ${quote(api)}), path),
    headers: authorized(context).headers,
  });
`;

/** The provider's API for webhooks: `providers/KEY/subscriptions.ts`. */
export const subscriptionsCode = (names: ProviderNames): string => {
  const { type, docs, setup, webhooksPath } = names;
  const creates = setup === 'api_creates_secret';
  return `${creates ? "import { randomBytes } from 'node:crypto';\n" : ''}import { restSubscriptions } from '../rest-subscriptions.ts';
import { call${type} } from './api.ts';
import type { ${type}Field } from './connection.ts';

/** @see ${docs} */
export const subscriptions = restSubscriptions<${type}Field>({
  call: call${type},
  path: () => ${quote(webhooksPath)},
  body: ({ type, url }${creates ? ', secret' : ''}) => ({ url, events: [type]${creates ? ', secret' : ''} }),
  id: ({ id }) => id,
${SECRETS[setup]}});
`;
};
