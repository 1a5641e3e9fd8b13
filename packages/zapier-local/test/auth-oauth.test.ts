import { createHash } from 'node:crypto';
import type { Zapier } from '../src/index.ts';
import { type AuthApi, startAuthApi } from './helpers/auth-api.ts';
import type { Page } from './helpers/oauth-api.ts';
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
beforeEach(() => {
  Object.assign(api.oauth, { page: 'grants', canRefresh: true });
  api.oauth.tokens.length = 0;
  api.calls.length = 0;
});

const start = (variables: Readonly<Record<string, string>> = {}, stubs = {}): Promise<Zapier> =>
  accounts.start({ type: 'oauth2', variables: { AUTHORIZE_URL: api.url, ...variables }, api: stubs });

test('an access token makes the exchange unnecessary', async () => {
  const zapier = await start({ AUTO_REFRESH: 'yes' });
  const { authData } = await zapier.connect();
  api.calls.length = 0;
  const connection = await zapier.connect({ ...authData });
  expect(connection).toMatchObject({ label: 'Ada', authData });
  expect(api.calls).toEqual(['GET /profile']);
});

describe('the exchange of a code', () => {
  test.each(['request', 'function'])('follows the authorization URL of a %s', async (kind) => {
    const zapier = await start({ AUTHORIZE_WITH: kind });
    const connection = await zapier.connect({ shop: 'south' });
    const redirectUri = `${zapier.url}/oauth/return`;
    expect(api.calls).toEqual(['GET /oauth/authorize', 'POST /oauth/token', 'GET /profile']);
    expect(api.oauth.authorized).toEqual({
      shop: 'south',
      client_id: 'client-1',
      response_type: 'code',
      redirect_uri: redirectUri,
      state: expect.stringMatching(/^[0-9a-f]{40}$/),
      scope: 'orders:read profile',
      ...(kind === 'function' && { known: '0' }),
    });
    expect(api.oauth.tokens).toEqual([{ grant_type: 'authorization_code', code: 'code-1', redirect_uri: redirectUri }]);
    expect(connection).toMatchObject({ label: 'Ada', authData: { shop: 'south', expires_in: 3600 } });
    const { access_token, refresh_token, seen } = connection.authData;
    expect([access_token, refresh_token]).toEqual([
      expect.stringMatching(/^access-\d+$/),
      expect.stringMatching(/^refresh-\d+$/),
    ]);
    const { state } = api.oauth.authorized;
    const raw = `code=code-1&state=${state}&region=eu`;
    expect(seen).toEqual({ shop: 'south', region: 'eu', query: 'eu', raw });
  });

  test('keeps what the app’s authorization URL contains', async () => {
    await (await start({ AUTHORIZE_WITH: 'own' })).connect();
    expect(api.oauth.authorized).toMatchObject({ scope: 'mine', client_id: 'client-1' });
  });

  test('can be a request', async () => {
    const { label, authData } = await (await start({ TOKEN_WITH: 'request' })).connect();
    expect(authData).toMatchObject({ access_token: expect.stringMatching(/^access-\d+$/), expires_in: 3600 });
    expect(label).toBe('Ada');
  });

  test('follows redirects of the API, and fills in defaults', async () => {
    api.oauth.page = 'redirects first';
    const connection = await (await start()).connect();
    expect(connection.authData['shop']).toBe('north');
    expect(api.calls.slice(0, 2)).toEqual(['GET /oauth/authorize', 'GET /oauth/authorize']);
  });

  test('uses PKCE if the app says so', async () => {
    await (await start({ PKCE: 'yes' })).connect();
    const { code_challenge, code_challenge_method } = api.oauth.authorized;
    const verifier = String(api.oauth.tokens[0]?.['code_verifier']);
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect([code_challenge, code_challenge_method]).toEqual([
      createHash('sha256').update(verifier).digest('base64url'),
      'S256',
    ]);
  });

  test('reads the code from another parameter', async () => {
    api.oauth.page = 'forgets code';
    const connection = await (await start({ CODE_PARAM: 'token' })).connect();
    expect(connection.label).toBe('Ada');
  });

  test('sends the browser to a stub that a host is mapped to', async () => {
    const stubs = { 'auth.example.com': api.url };
    const zapier = await start({ AUTHORIZE_URL: 'https://auth.example.com' }, stubs);
    expect((await zapier.connect()).label).toBe('Ada');
    expect([api.calls[0], api.oauth.host]).toEqual(['GET /oauth/authorize', 'auth.example.com']);
  });

  test('does not leave the machine', async () => {
    const zapier = await start({ AUTHORIZE_URL: 'https://auth.example.com' });
    await expect(zapier.connect()).rejects.toThrow(
      'The authorization URL cannot be opened: auth.example.com is not on this machine. Allow it with --allow auth.example.com',
    );
  });

  test('fails if the server does not run', async () => {
    const zapier = await start({ AUTHORIZE_URL: 'http://127.0.0.1:1' });
    await expect(zapier.connect()).rejects.toThrow(
      /^The authorization URL cannot be opened: connect ECONNREFUSED 127\.0\.0\.1:1\. To connect without this page, add access_token/,
    );
  });

  test.each<[Page, string]>([
    ['refuses', 'The API refused the authorization: access_denied (Ada said no.)'],
    [
      'asks',
      '/oauth/authorize responded with 200 and did not redirect to Zapier. To connect without this page, add access_token',
    ],
    ['changes state', 'The API redirected to Zapier without the state that the authorization URL contained.'],
    ['forgets code', 'The API redirected to Zapier without “code”.'],
    ['loops', 'The authorization URL redirects more than 10 times.'],
    ['leaves', 'The authorization URL redirects to myapp:'],
  ])('says what to do if the API %s', async (page, message) => {
    const zapier = await start();
    api.oauth.page = page;
    const failed = zapier.connect();
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toMatchObject({ name: 'AuthenticationError' });
    expect(api.oauth.tokens).toEqual([]);
  });

  test('fails with an authorization URL that is none', async () => {
    await expect((await start({ AUTHORIZE_WITH: 'text' })).connect()).rejects.toThrow(
      'authentication.oauth2Config.authorizeUrl is not a URL: the login page',
    );
  });
});

describe('an expired access token', () => {
  test('is refreshed once with autoRefresh', async () => {
    const zapier = await start({ AUTO_REFRESH: 'yes' });
    const connection = await zapier.connect();
    const { refresh_token, seen } = connection.authData;
    api.oauth.expire();
    api.calls.length = 0;
    const found = await zapier.create('whoami', connection, { path: '/profile' });
    expect(api.calls).toEqual(['GET /profile', 'POST /oauth/token', 'GET /profile']);
    expect(api.oauth.tokens.at(-1)).toEqual({ grant_type: 'refresh_token', refresh_token, shop: 'north' });
    expect(connection.authData).toMatchObject({ access_token: found['token'], seen, shop: 'north' });
    expect(connection.authData['refresh_token']).not.toBe(refresh_token);
  });

  test('is not refreshed without autoRefresh', async () => {
    const zapier = await start();
    const connection = await zapier.connect();
    api.oauth.expire();
    api.calls.length = 0;
    const failed = zapier.create('whoami', connection, { path: '/profile' });
    await expect(failed).rejects.toMatchObject({ name: 'ResponseError' });
    await expect(zapier.create('whoami', connection, { fails: 'refresh' })).rejects.toMatchObject({
      name: 'RefreshAuthError',
    });
    expect(api.calls).toEqual(['GET /profile']);
  });

  test('ends with the error of a refresh that fails', async () => {
    const zapier = await start({ AUTO_REFRESH: 'yes' });
    const connection = await zapier.connect();
    Object.assign(api.oauth, { canRefresh: false });
    api.oauth.expire();
    await expect(zapier.create('whoami', connection, { path: '/profile' })).rejects.toThrow(
      `${api.url}/oauth/token responded with 400: {"error":"invalid_grant"}`,
    );
  });
});
