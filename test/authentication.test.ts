import { Hono } from 'hono';
import { integrations } from '../integrations.ts';
import { failing } from '../sandbox/providers/faults.ts';
import { type Listening, listen } from '../sandbox/server.ts';
import { openBench } from './helpers/sandbox.ts';

const bench = openBench();
const providers = integrations.map(({ provider }) => provider);
const labels = providers.map(({ label }) => label);
const credentials = (key: string) => bench.sandbox.provider(key).credentials;
const connect = (form: Readonly<Record<string, string>>) => bench.sandbox.zapier.connect(form);

describe.each(providers.map((provider) => ({ key: provider.key, provider })))('$key', ({ key, provider }) => {
  test('connects by itself, and the label says so', async () => {
    const connection = await connect(credentials(key));
    expect(connection.label.startsWith(provider.label)).toBe(true);
    expect(connection.label).not.toContain('·');
  });

  test('connects with white space around what was pasted', async () => {
    const padded = Object.entries(credentials(key)).map(([name, value]) => [
      name,
      name.endsWith('password') ? value : ` ${value}\n`,
    ]);
    await expect(connect(Object.fromEntries(padded))).resolves.toMatchObject({
      label: expect.stringContaining(provider.label),
    });
  });

  test('has a link in the help text of every field, and what the user fills in is optional', () => {
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
  'the form asks for $missing, by its label, when the rest of its group is filled in',
  async ({ missing, group, provider }) => {
    const known = credentials(provider.key);
    const form = Object.fromEntries(group.map((name) => [name, name === missing ? ' ' : (known[name] ?? '')]));
    const label = `${provider.label} ${provider.connection.fields[missing]?.label}`;
    await expect(connect(form)).rejects.toThrow(
      `“${label}” is missing. Fill it in, or clear the other ${provider.label} fields.`,
    );
  },
);

test('one connection holds every provider, and its label names them all', () => {
  const { host } = new URL(bench.sandbox.provider('basekit').url);
  const [basekit, ...others] = bench.connection.label.split(' · ');
  expect(basekit).toBe(`BaseKit (webhooks@${host})`);
  expect(others.map((one) => one.replace(/ \(.*/, ''))).toEqual(labels.slice(1));
});

test('a label holds nothing that is secret', () => {
  const secrets = Object.entries(bench.connection.authData).filter(([name]) =>
    /secret|token|password|api_key/.test(name),
  );
  expect(secrets.length).toBeGreaterThan(6);
  for (const [, secret] of secrets) expect(bench.connection.label).not.toContain(secret);
});

test.each([{}, { basekit_username: '', buildr_client_id: '  ' }])(
  'an empty form, as %j, says what there is to fill in',
  async (form) => {
    await expect(connect(form)).rejects.toThrow(
      `All fields are empty. Fill in the fields of a provider that you use: ${labels.join(', ')}.`,
    );
  },
);

describe('BaseKit’s address', () => {
  test.each([
    ['rest.example.com', 'must be a complete address that starts with https://'],
    ['//rest.example.com', 'must be a complete address that starts with https://'],
    ['ftp://rest.example.com', 'must be a complete address that starts with https://'],
    ['javascript:alert(1)', 'must be a complete address that starts with https://'],
    ['https://', 'is not an address'],
    ['https://rest example com', 'is not an address'],
    ['http://rest.example.com', 'must start with https://'],
    ['http://127.0.0.1.example.com', 'must start with https://'],
    ['http://localhost.example.com', 'must start with https://'],
    ['http://10.0.0.1', 'must start with https://'],
    ['https://me@rest.example.com', 'must be an address without'],
    ['https://rest.example.com?x=1', 'must be an address without'],
    ['https://rest.example.com/#x', 'must be an address without'],
  ])('%s is refused before anything is sent', async (address, problem) => {
    await expect(connect({ ...credentials('basekit'), basekit_api_url: address })).rejects.toThrow(
      `“BaseKit API URL” ${problem}`,
    );
  });

  test('works with a slash at its end, and in capitals', async () => {
    for (const address of [
      `${bench.sandbox.provider('basekit').url}/`,
      bench.sandbox.provider('basekit').url.replace('http', 'HTTP'),
    ]) {
      await expect(connect({ ...credentials('basekit'), basekit_api_url: address })).resolves.toBeDefined();
    }
  });

  test('of nobody says that it cannot be reached', async () => {
    const gone = await listen(new Hono());
    await gone.close();
    await expect(connect({ ...credentials('basekit'), basekit_api_url: gone.url })).rejects.toThrow(
      'BaseKit could not be reached.',
    );
  });
});

test('a wrong BaseKit password names the fields to check', async () => {
  const form = { ...credentials('basekit'), basekit_password: 'wrong' };
  await expect(connect(form)).rejects.toThrow(
    'BaseKit rejected these credentials. Check “BaseKit API URL”, “BaseKit Username” and “BaseKit Password” in the connection.',
  );
});

test.each(['buildr_client_id', 'buildr_client_secret'])('a wrong %s names the fields to check', async (field) => {
  await expect(connect({ ...credentials('buildr'), [field]: 'wrong' })).rejects.toThrow(
    'Buildr rejected these credentials. Check “Buildr Client ID” and “Buildr Client Secret” in the connection.',
  );
});

test.each(['firespring_api_key', 'firespring_website_id'])('a wrong %s names the fields to check', async (field) => {
  await expect(connect({ ...credentials('firespring'), [field]: '9999' })).rejects.toThrow(
    /Check “Firespring API Key” and “Firespring Website ID” in the connection/,
  );
});

test.each([
  ['buildr_webhook_secret', 'secret', '“Buildr Webhook Signing Secret” is not a signing secret for Buildr'],
  ['freshpaint_webhook_token', 'short', '“Freshpaint Webhook Token” is too easy to guess'],
  ['firespring_url_token', 'has&sign-in-a-token', '“Firespring URL Token” may contain only letters'],
  ['freshpaint_environment_id', 'two words', '“Freshpaint Environment ID” may contain only letters'],
])('%s cannot be %j', async (field, value, problem) => {
  await expect(connect({ ...bench.connection.authData, [field]: value })).rejects.toThrow(problem);
});

test.each([
  [{ status: 500 }, 'Buildr answered with the error 500.'],
  [{ status: 200, body: {} }, 'Buildr answered without an access token.'],
  [{ status: 200, body: '<p>Hi</p>' }, 'Buildr sent a response that is not JSON.'],
  [{ status: 429 }, 'Buildr is rate limiting requests.'],
  [{ cutOff: true }, 'Buildr could not be reached.'],
])('a token exchange that ends in %j says so', async (fault, says) => {
  bench.sandbox.provider('buildr').fault = failing('POST', /token$/, fault);
  await expect(connect(credentials('buildr'))).rejects.toThrow(says);
});

describe('what a provider gets to see', () => {
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

  test('BaseKit sees a User-Agent, without which it refuses everything, and HTTP Basic', async () => {
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
