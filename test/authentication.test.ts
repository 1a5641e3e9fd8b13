import { Hono } from 'hono';
import { type Listening, listen } from 'zapier-local';
import { integrations } from '../integrations.ts';
import { failing } from '../sandbox/providers/faults.ts';
import { isSecretField } from './helpers/leaks.ts';
import { openBench } from './helpers/sandbox.ts';

const bench = openBench();
const providers = integrations.map(({ provider }) => provider);
const labels = providers.map(({ label }) => label);
const credentials = (key: string) => bench.sandbox.provider(key).credentials;
const connect = (form: Readonly<Record<string, string>>) => bench.sandbox.zapier.connect(form);

describe.each(providers.map((provider) => ({ key: provider.key, provider })))('$key', ({ key, provider }) => {
  test('can be the only provider of a connection, and the label names it', async () => {
    const connection = await connect(credentials(key));
    expect(connection.label.startsWith(provider.label)).toBe(true);
    expect(connection.label).not.toContain('·');
  });

  test('connects with white space around pasted values', async () => {
    const padded = Object.entries(credentials(key)).map(([name, value]) => [
      name,
      name.endsWith('password') ? value : ` ${value}\n`,
    ]);
    await expect(connect(Object.fromEntries(padded))).resolves.toMatchObject({
      label: expect.stringContaining(provider.label),
    });
  });

  test('has fields with its own key as prefix and a link in the help text', () => {
    for (const [name, { helpText }] of Object.entries(provider.connection.fields)) {
      expect(helpText).toMatch(/\[[^\]]+\]\(https:\/\/[^)]+\)/);
      expect(name.startsWith(`${key}_`)).toBe(true);
    }
  });
});

const grouped = providers.flatMap((provider) =>
  provider.connection.groups
    .filter((group) => group.length > 1)
    .flatMap((group) => group.map((missing) => ({ missing, group, provider }))),
);

test.each(grouped)(
  'the error names $missing if only the rest of its group is filled in',
  async ({ missing, group, provider }) => {
    const known = credentials(provider.key);
    const form = Object.fromEntries(group.map((name) => [name, name === missing ? ' ' : (known[name] ?? '')]));
    const label = `${provider.label} ${provider.connection.fields[missing]?.label}`;
    await expect(connect(form)).rejects.toThrow(
      `“${label}” is missing. Fill it in, or clear the other ${provider.label} fields.`,
    );
  },
);

test('the label of a connection names every provider', () => {
  const { host } = new URL(bench.sandbox.provider('basekit').url);
  const [basekit, ...others] = bench.connection.label.split(' · ');
  expect(basekit).toBe(`BaseKit (webhooks@${host})`);
  expect(others.map((label) => label.split(' (')[0])).toEqual(labels.slice(1));
});

test('the label of a connection contains no secret', () => {
  const secrets = Object.entries(bench.connection.authData).filter(([name]) => isSecretField(name));
  expect(secrets.length).toBeGreaterThan(6);
  for (const [, secret] of secrets) expect(bench.connection.label).not.toContain(secret);
});

test.each([{}, { basekit_username: '', buildr_client_id: '  ' }])(
  'the error for the empty form %j lists the providers',
  async (form) => {
    await expect(connect(form)).rejects.toThrow(
      `All fields are empty. Fill in the fields of a provider that you use: ${labels.join(', ')}.`,
    );
  },
);

test('the error for a wrong BaseKit password names the fields to check', async () => {
  const form = { ...credentials('basekit'), basekit_password: 'wrong' };
  await expect(connect(form)).rejects.toThrow(
    'BaseKit rejected these credentials. Check “BaseKit API URL”, “BaseKit Username” and “BaseKit Password” in the connection.',
  );
});

test.each(['buildr_client_id', 'buildr_client_secret'])(
  'the error for a wrong %s names the fields to check',
  async (field) => {
    await expect(connect({ ...credentials('buildr'), [field]: 'wrong' })).rejects.toThrow(
      'Buildr rejected these credentials. Check “Buildr Client ID” and “Buildr Client Secret” in the connection.',
    );
  },
);

test.each(['firespring_api_key', 'firespring_website_id'])(
  'the error for a wrong %s names the fields to check',
  async (field) => {
    await expect(connect({ ...credentials('firespring'), [field]: '9999' })).rejects.toThrow(
      'Check “Firespring API Key” and “Firespring Website ID” in the connection',
    );
  },
);

test.each([
  [{ status: 500 }, 'Buildr answered with the error 500.'],
  [{ status: 200, body: {} }, 'Buildr answered without an access token.'],
  [{ status: 200, body: '<p>Hi</p>' }, 'Buildr sent a response that is not JSON.'],
  [{ status: 429 }, 'Buildr is rate limiting requests.'],
  [{ cutOff: true }, 'Buildr could not be reached.'],
])('the error for a token exchange with the response %j names the cause', async (fault, expected) => {
  bench.sandbox.provider('buildr').fault = failing('POST', /token$/, fault);
  await expect(connect(credentials('buildr'))).rejects.toThrow(expected);
});

describe('the requests that test a connection', () => {
  const seen: { path: string; agent: string | undefined; authorization: string | undefined }[] = [];
  let server: Listening;
  beforeAll(async () => {
    const app = new Hono();
    app.all('*', (c) => {
      seen.push({ path: c.req.path, agent: c.req.header('user-agent'), authorization: c.req.header('authorization') });
      return c.json({});
    });
    server = await listen(app);
  });
  afterAll(() => server.close());

  test('contain a User-Agent, which BaseKit requires, and credentials as HTTP Basic', async () => {
    const form = {
      ...credentials('basekit'),
      basekit_api_url: server.url,
      basekit_username: 'zoë',
      basekit_password: 'pass:wörd ',
    };
    await connect(form);
    expect(seen).toEqual([
      {
        path: '/brands',
        agent: expect.stringMatching(/^Zapier/),
        authorization: `Basic ${Buffer.from('zoë:pass:wörd ', 'utf8').toString('base64')}`,
      },
    ]);
  });
});
