import type { ProviderNames } from './answers.ts';
import { quote } from './render.ts';

const hmacHeader = (encoding: string, name: string, prefix: string): string => {
  const digest = `createHmac('sha256', secret).update(body).digest('${encoding}')`;
  return `${quote(name)}: ${prefix ? `\`${prefix}\${${digest}}\`` : digest}`;
};

const HEADERS = {
  hex: (name: string, prefix: string) => hmacHeader('hex', name, prefix),
  base64: (name: string, prefix: string) => hmacHeader('base64', name, prefix),
  standard_webhooks: () =>
    "...standardHeaders(secret, { id: 'msg_1', timestamp: Math.floor(Date.now() / 1000), body })",
  header_token: (name: string) => `${quote(name)}: secret`,
  url_token: () => '',
} as const;

const connectionTest = ({ key, label, testPath }: ProviderNames): string => `
test('An account is connected only with a valid API key', async () => {
  const { credentials, calls } = bench.sandbox.provider(${quote(key)});
  expect(calls).toContainEqual(expect.objectContaining({ method: 'GET', path: '/${testPath}', status: 200 }));
  const connecting = bench.sandbox.zapier.connect({ ...credentials, ${key}_api_key: 'wrong' });
  await expect(connecting).rejects.toThrow('Check “${label} API Key” in the connection.');
});
`;

/** A test of a provider: `test/triggers/KEY.test.ts`. The other tests run on every provider. */
export const providerTestCode = (names: ProviderNames): string => {
  const { scheme, name, prefix, folder, variable, label, isToken, hasApi } = names;
  const imports = [
    ...(scheme === 'hex' || scheme === 'base64' ? ["import { createHmac } from 'node:crypto';"] : []),
    `import { ${variable}Events } from '../../triggers/${folder}/index.ts';`,
    "import { bodyOf, openBench } from '../helpers/sandbox.ts';",
    ...(scheme === 'standard_webhooks' ? ["import { standardHeaders } from '../helpers/sign.ts';"] : []),
  ];
  const url = scheme === 'url_token' ? `url: \`\${url}?${name}=\${secret}\`` : 'url';
  const other =
    scheme === 'standard_webhooks'
      ? `\`whsec_\${Buffer.alloc(32, 7).toString('base64')}\``
      : "'another-secret-0123456789'";
  return `${imports.join('\n')}

const bench = openBench();
const OTHER_SECRET = ${other};

/** A request as ${label} documents it. */
const request = (url: string, body: string, secret: string) => ({
  ${url},
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ${HEADERS[scheme](name, prefix)} },
  body,
});

test.each(${variable}Events)('$key accepts what ${label} sends, and nothing else', async (event) => {
  const { zap, target } = await bench.live(event);
  const body = bodyOf(event);
  const genuine = request(zap.url, body, target.secret);
  expect((await bench.deliver(zap, genuine)).output).toHaveLength(1);
  const forged = request(zap.url, body, OTHER_SECRET);
  expect((await bench.deliver(zap, forged)).error?.name).toBe('HaltedError');
${!isToken ? `  const changed = { ...genuine, body: \`\${body} \` };\n  expect((await bench.deliver(zap, changed)).error?.name).toBe('HaltedError');\n` : ''}});
${hasApi ? connectionTest(names) : ''}`;
};
