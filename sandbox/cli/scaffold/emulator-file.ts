import type { ProviderNames } from './answers.ts';
import { quote } from './render.ts';

const secretCode = ({ scheme }: ProviderNames): string =>
  scheme === 'standard_webhooks'
    ? `\`whsec_\${randomBytes(32).toString('base64')}\``
    : "randomBytes(24).toString('hex')";

const apiCode = (names: ProviderNames): string => {
  const [sent, issued] = [names.setup === 'api_creates_secret', names.setup === 'api_issues_secret'];
  const secret = sent ? 'secret: String(own)' : issued ? `secret: ${secretCode(names)}` : 'secret';
  return `
  api.app.use(async (c, next) => {
    const isKnown = c.req.header('authorization') === \`Bearer \${key}\`;
    return isKnown ? next() : c.json({ message: 'The API key is wrong' }, 401);
  });
  // What the app reads when a user connects an account.
  api.app.get('/${names.testPath}', (c) => c.json({}));
  const webhooks = restWebhooks(api, targets, {
    path: '/${names.webhooksPath}',
    refusal: 422,
    read({ url, events${sent ? ', secret: own' : ''} }) {
      if (typeof url !== 'string' || !Array.isArray(events)) return 'url and events are required';
      return { url, types: events.map(String), ${secret} };
    },
    created: (${issued ? '{ id, secret: issued }' : '{ id }'}) => (${issued ? '{ id, secret: issued }' : '{ id }'}),
    error: (message) => ({ message }),
  });
`;
};

/** The emulator of a provider: `sandbox/providers/KEY.ts`. It shares no code with `verification/`. */
export const emulatorCode = (names: ProviderNames): string => {
  const { key, label, docs, variable, type, folder, hasApi, secretField, scheme, name } = names;
  const toUrl = scheme === 'url_token' ? `, (url) => \`\${url}?${name}=\${secret}\`` : '';
  // The secret of the connection; a subscription's own is created with it.
  const credentials = [`${secretField}: secret`, ...(hasApi ? [`${key}_api_key: key`] : [])].join(', ');
  return `import { randomBytes } from 'node:crypto';
import { ${variable} } from '../../providers/${folder}/index.ts';
import { createApi } from './api.ts';
import type { Emulator, Target } from './emulator.ts';
${hasApi ? "import { restWebhooks } from './rest-webhooks.ts';" : "import { manualWebhooks } from './manual-webhooks.ts';"}
import { sendOnce } from './send-once.ts';
import { signerOf } from './sign.ts';

/**
 * A local ${label}.
 *
 * @see ${docs}
 */
export const start${type} = async (): Promise<Emulator> => {
  const api = createApi();
  const secret = ${secretCode(names)};
${hasApi ? "  const key = randomBytes(24).toString('hex');\n" : ''}  const targets: Target[] = [];
${hasApi ? apiCode(names) : ''}
  const server = await api.listen();
  const sign = signerOf(${variable}.verifier.scheme);
  return Object.assign(api, {
    key: ${quote(key)},
    url: server.url,
    close: server.close,
    resends: false,
    credentials: { ${credentials} },
    environment: {${hasApi ? ` ${key.toUpperCase()}_API_URL: server.url ` : ''}},
    targets,
    sign,
    ${hasApi ? '...webhooks' : `...manualWebhooks(targets, secret${toUrl})`},
    send: sendOnce(targets, sign),
  });
};
`;
};
