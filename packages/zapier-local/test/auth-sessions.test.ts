import type { Zapier } from '../src/index.ts';
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

const ada = { username: 'ada', password: 'secret' };

describe.each(['session', 'sessionRequest'])('session authentication: %s', (type) => {
  let zapier: Zapier;

  beforeAll(async () => {
    zapier = await accounts.start({ type });
  });

  test('opens a session before the test, and keeps its values', async () => {
    api.calls.length = 0;
    const connection = await zapier.connect(ada);
    expect(api.calls).toEqual(['POST /sessions', 'GET /session']);
    expect(api.forms.at(-1)).toEqual(ada);
    expect(connection).toMatchObject({
      label: '',
      authData: { ...ada, token: expect.stringMatching(/^token-/), plan: 'free' },
    });
  });

  test('opens a new session once when the API ends it', async () => {
    const connection = await zapier.connect(ada);
    const { token } = connection.authData;
    api.expire();
    api.calls.length = 0;
    const found = await zapier.create('whoami', connection, { path: '/session' });
    expect(api.calls).toEqual(['GET /session', 'POST /sessions', 'GET /session']);
    expect(found['token']).toBe(connection.authData['token']);
    expect(found['token']).not.toBe(token);
    expect(api.forms.at(-1)).toEqual(ada);
  });

  test('ends with the RefreshAuthError if a new session does not help', async () => {
    const connection = await zapier.connect(ada);
    api.calls.length = 0;
    await expect(zapier.create('whoami', connection, { path: '/basic' })).rejects.toMatchObject({
      name: 'RefreshAuthError',
      message: expect.stringMatching(/^An API responded with 401/),
    });
    expect(api.calls).toEqual(['GET /basic', 'POST /sessions', 'GET /basic']);
  });

  test('ends with the error of the session that cannot be renewed', async () => {
    const connection = await zapier.connect(ada);
    api.expire();
    connection.authData = { ...connection.authData, password: 'old' };
    const failed = zapier.create('whoami', connection, { path: '/session' });
    const error =
      type === 'session' ? { name: 'AppError', message: 'The password is wrong.' } : { name: 'ResponseError' };
    await expect(failed).rejects.toMatchObject(error);
  });
});

describe('the step of a session', () => {
  test.each([
    [{ ...ada, password: 'x' }, 'The password is wrong.'],
    [{ username: 'ada' }, 'The connection needs “Password” (password).'],
    [{ ...ada, username: 'list' }, 'authentication.sessionConfig.perform returned an array; it must return an object'],
    [{ ...ada, username: 'incomplete' }, 'did not return “Token” (token)'],
  ])('fails with a clear error: %p', async (credentials, message) => {
    const zapier = await accounts.start({ type: 'session' });
    await expect(zapier.connect(credentials)).rejects.toThrow(message);
  });
});
