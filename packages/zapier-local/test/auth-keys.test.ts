import { type AuthApi, startAuthApi } from './helpers/auth-api.ts';
import { type AccountsStarter, accountsStarter } from './helpers/start-account.ts';

let api: AuthApi;
let accounts: AccountsStarter;

beforeAll(async () => {
  api = await startAuthApi();
  accounts = accountsStarter(api.url);
});
afterAll(async () => {
  await accounts.close();
  await api.close();
});

const start = (type: string) => accounts.start({ type });

test('an app without authentication connects without calls, and its actions run', async () => {
  const zapier = await start('none');
  api.calls.length = 0;
  const connection = await zapier.connect();
  expect(connection).toMatchObject({ label: '', authData: {} });
  expect(await zapier.create('whoami', connection)).toEqual({ authData: {} });
  expect(await zapier.definition()).not.toHaveProperty('authentication');
  expect(api.calls).toEqual([]);
});

describe('custom authentication', () => {
  test('tests with a request, fills in defaults, and renders the label from fields and the test', async () => {
    const connection = await (await start('custom')).connect({ api_key: 'key-1' });
    expect(connection.authData).toEqual({ api_key: 'key-1', region: 'eu' });
    expect(connection.label).toBe('Ada of North in eu, 7');
  });

  test('has a label with parts of the response that its test returns', async () => {
    const connection = await (await start('response')).connect({ api_key: 'key-1' });
    expect(connection.label).toBe('Ada of North');
  });

  test('keeps what the user enters instead of a default', async () => {
    const connection = await (await start('custom')).connect({ api_key: 'key-1', region: 'us' });
    expect(connection.label).toBe('Ada of North in us, 7');
  });

  test.each([{}, { api_key: '' }])('names a required field without a value: %p', async (credentials) => {
    await expect((await start('custom')).connect(credentials)).rejects.toThrow(
      'The connection needs “API Key” (api_key). Add it to the credentials of the account.',
    );
  });

  test('shows the response of an API that refuses the key', async () => {
    await expect((await start('custom')).connect({ api_key: 'key-2' })).rejects.toMatchObject({
      name: 'ResponseError',
      message: `${api.url}/key responded with 403: {"error":"wrong key"}`,
    });
  });
});

describe('basic authentication', () => {
  test('sends username and password, and asks a function for the label', async () => {
    const { label } = await (await start('basic')).connect({ username: 'ada', password: 'secret' });
    expect(label).toBe('Ada (ada, false)');
  });

  test('needs a username, although the app declares no fields', async () => {
    await expect((await start('basic')).connect()).rejects.toThrow('“Username” (username)');
  });

  test('fails without a way to renew the password', async () => {
    await expect((await start('basic')).connect({ username: 'ada' })).rejects.toThrow(/\/basic responded with 401/);
  });
});

describe('digest authentication', () => {
  test('answers the challenge in the test and in the request for the label', async () => {
    api.calls.length = 0;
    const { label } = await (await start('digest')).connect({ username: 'ada', password: 'secret' });
    expect(label).toBe('Digest Ada');
    expect(api.calls).toEqual(['/digest', '/digest', '/digest/label', '/digest/label'].map((path) => `GET ${path}`));
  });

  test('fails with a wrong password', async () => {
    await expect((await start('digest')).connect({ username: 'ada', password: 'x' })).rejects.toThrow(/with 401/);
  });
});

describe('an action that fails', () => {
  test.each([
    ['app', 'AppError', 'No such order.'],
    ['throttled', 'ThrottledError', 'Slow down.'],
    ['halted', 'HaltedError', /^Nothing to do\./],
    ['expiredWithText', 'ExpiredAuthError', /^Sign in again\./],
    ['expired', 'ExpiredAuthError', /^The app ended the connection .* the user has to reconnect the account\./],
    ['refresh', 'RefreshAuthError', /^An API responded with 401, or .* the user has to reconnect the account\./],
  ])('shows what the user sees: %s', async (fails, name, message) => {
    const zapier = await start('none');
    const failed = zapier.create('whoami', await zapier.connect(), { fails });
    await expect(failed).rejects.toMatchObject({ name });
    await expect(failed).rejects.toThrow(message);
  });
});
