import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { type Listening, listen } from '../../src/index.ts';
import { createOAuthApi, type OAuthApi } from './oauth-api.ts';

/** An API with accounts of each type. */
export interface AuthApi extends Listening {
  /** The calls: method and path. */
  readonly calls: string[];
  /** The bodies of requests for a session. */
  readonly forms: unknown[];
  /** Ends all sessions and access tokens. */
  expire(): void;
  readonly oauth: OAuthApi;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** RFC 2617, with the user “ada” and the password “secret”. */
const isDigest = (header: string, method: string, path: string): boolean => {
  const part = (name: string) => new RegExp(`\\b${name}="?([^",]*)`).exec(header)?.[1] ?? '';
  const [user, request] = [md5('ada:shop:secret'), md5(`${method}:${path}`)];
  const expected = md5([user, 'nonce-1', part('nc'), part('cnonce'), 'auth', request].join(':'));
  return header.startsWith('Digest ') && part('response') === expected;
};

/** Starts the API on the loopback. */
export const startAuthApi = async (): Promise<AuthApi> => {
  const app = new Hono();
  const oauth = createOAuthApi();
  const calls: string[] = [];
  const forms: unknown[] = [];
  const account = { name: 'Ada', owner: { id: 7, name: 'North' } };
  let [count, token] = [0, ''];

  app.use(async (c, next) => {
    calls.push(`${c.req.method} ${new URL(c.req.url).pathname}`);
    await next();
  });
  app.get('/key', (c) =>
    c.req.header('x-api-key') === 'key-1' ? c.json(account) : c.json({ error: 'wrong key' }, 403),
  );
  app.get('/basic', (c) => {
    const isKnown = c.req.header('authorization') === `Basic ${Buffer.from('ada:secret').toString('base64')}`;
    return isKnown ? c.json(account) : c.json({}, 401);
  });
  app.get('/digest/*', (c) => {
    const path = new URL(c.req.url).pathname;
    if (isDigest(c.req.header('authorization') ?? '', 'GET', path))
      return c.json(path === '/digest' ? account : 'Digest Ada');
    const challenge = 'Digest realm="shop", nonce="nonce-1", qop="auth"';
    return c.json({}, 401, { 'WWW-Authenticate': challenge });
  });
  app.post('/sessions', async (c) => {
    const form = await c.req.json<Readonly<Record<string, unknown>>>();
    forms.push(form);
    // Core would make a RefreshAuthError of 401.
    if (form['password'] !== 'secret') return c.json({}, 403);
    count += 1;
    token = `token-${count}`;
    return c.json({ token, plan: 'free' });
  });
  app.get('/session', (c) => (c.req.header('x-token') === token ? c.json({ ...account, token }) : c.json({}, 401)));
  app.route('/', oauth.app);

  const expire = () => {
    token = 'expired';
    oauth.expire();
  };
  return { ...(await listen(app)), calls, forms, expire, oauth };
};
