import { type Connection, inThisProcess, virtualClock } from 'zapier-local';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { type Integration, integrations, selectIntegrations } from '../../integrations.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { captureConsole } from '../helpers/console.ts';

type Command = 'getAuthTemplate' | 'renderAuthTemplate';

/** Runs the command that `zapier-platform invoke auth template` or `invoke auth render` runs. */
const run = async (chosen: readonly Integration[], command: Command, authData = {}): Promise<unknown> => {
  const event = { command, bundle: { authData }, calledFromCliInvoke: true, calledFromCli: true };
  // Core's types do not declare these two commands.
  const { results } = await createAppHandler(createApp(chosen))(event as object as { command: 'execute' });
  return results;
};

const NONE = { source: 'none', template: {} };
const header = (value: string) => ({ source: 'requestTemplate', template: { headers: { Authorization: value } } });

// A released app keeps the type of its authentication.
const EXPECTED = [
  ['basekit', { authType: 'session', ...header('Basic {{bundle.authData.basekit_basic_credentials}}') }],
  ['buildr', { authType: 'session', ...header('Bearer {{bundle.authData.buildr_access_token}}') }],
  ['firespring', { authType: 'session', ...header('Basic {{bundle.authData.firespring_basic_credentials}}') }],
  // Freshpaint's API has no header: the environment ID is part of each event. The others have no API.
  ['freshpaint', { authType: 'session', ...NONE }],
  ['builtfirst', { authType: 'session', ...NONE }],
  ['signed_webhook', { authType: 'custom', ...NONE }],
] as const;

test('There is an expectation for each provider', () => {
  expect(EXPECTED.map(([key]) => key).sort()).toEqual(integrations.map(({ provider }) => provider.key).sort());
});

test.each(EXPECTED)('The auth template of the app for %s', async (key, expected) => {
  expect(await run(selectIntegrations(key), 'getAuthTemplate')).toEqual({ supported: true, ...expected });
});

test('An app of several providers has no template, which would send credentials of one to another', async () => {
  for (const list of ['', 'basekit,buildr']) {
    const expected = { supported: true, authType: 'session', ...NONE };
    expect(await run(selectIntegrations(list), 'getAuthTemplate')).toEqual(expected);
  }
});

describe.each([
  { key: 'basekit', path: '/brands' },
  { key: 'buildr', path: '/contacts' },
  { key: 'firespring', path: '/websites/4711/messages' },
])('A connection of the app for $key', ({ key, path }) => {
  const chosen = selectIntegrations(key);
  let sandbox: Sandbox;
  let connection: Connection;
  beforeAll(async () => {
    captureConsole();
    const app = inThisProcess(createAppHandler(createApp(chosen)));
    sandbox = await startSandbox({ integrations: chosen, clock: virtualClock(), app });
    connection = await sandbox.connect();
  });
  afterAll(async () => {
    await sandbox.close();
    jest.restoreAllMocks();
  });

  const statusWith = async (headers: Record<string, string>): Promise<number> => {
    const { url, environment } = sandbox.provider(key);
    const [root = url] = Object.entries(environment).flatMap(([name, value]) =>
      name.endsWith('API_URL') ? value : [],
    );
    const response = await fetch(root + path, {
      headers: { 'user-agent': 'Zapier', 'firespring-api-version': '2', ...headers },
    });
    await response.arrayBuffer();
    return response.status;
  };

  test('authorizes a request of Zapier to the API', async () => {
    const { headers } = Object(await run(chosen, 'renderAuthTemplate', connection.authData)).template;
    expect(await statusWith(headers)).toBe(200);
    expect(await statusWith({ ...headers, Authorization: 'Basic eDp5' })).toBe(401);
  });
});
