import { createHash } from 'node:crypto';
import { Hono } from 'hono';

/** What the authorization page does. */
export type Page =
  | 'grants'
  | 'redirects first'
  | 'refuses'
  | 'asks'
  | 'changes state'
  | 'forgets code'
  | 'loops'
  | 'leaves';

/** The OAuth 2 part of an API. */
export interface OAuthApi {
  readonly app: Hono;
  page: Page;
  /** The parameters of the authorization URL. */
  authorized: Readonly<Record<string, string>>;
  /** The host that the browser asked for. */
  host: string | undefined;
  /** The bodies of requests for a token. */
  readonly tokens: Readonly<Record<string, unknown>>[];
  /** Whether refresh tokens are accepted. */
  canRefresh: boolean;
  expire(): void;
}

/** Creates the routes. It knows the client “client-1” and gives the code “code-1”. */
export const createOAuthApi = (): OAuthApi => {
  const app = new Hono();
  let [count, token] = [0, ''];

  app.get('/oauth/authorize', (c) => {
    const query = c.req.query();
    api.authorized = query;
    api.host = c.req.header('host');
    if (query['client_id'] !== 'client-1' || query['response_type'] !== 'code') return c.text('Bad client', 400);
    const back = (params: Record<string, string | undefined>) => {
      const url = new URL(query['redirect_uri'] ?? '');
      for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value);
      return c.redirect(url.href);
    };
    const { state } = query;
    if (api.page === 'asks') return c.html('<form>Sign in</form>');
    if (api.page === 'refuses') return back({ error: 'access_denied', error_description: 'Ada said no.', state });
    if (api.page === 'changes state') return back({ code: 'code-1', state: 'other' });
    if (api.page === 'forgets code') return back({ token: 'code-1', state });
    if (api.page === 'leaves') return c.redirect('myapp://return');
    if (api.page === 'loops' || (api.page === 'redirects first' && !query['step'])) {
      return c.redirect(`/oauth/authorize?${new URLSearchParams({ ...query, step: '2' })}`);
    }
    return back({ code: 'code-1', state, region: 'eu' });
  });

  app.post('/oauth/token', async (c) => {
    const form: Readonly<Record<string, unknown>> = await c.req.parseBody();
    api.tokens.push(form);
    const { grant_type, code, redirect_uri, code_verifier = '', refresh_token } = form;
    const challenge = api.authorized['code_challenge'];
    const hash = createHash('sha256').update(String(code_verifier)).digest('base64url');
    const isGranted =
      grant_type === 'authorization_code'
        ? code === 'code-1' && redirect_uri === api.authorized['redirect_uri'] && (!challenge || challenge === hash)
        : api.canRefresh && refresh_token === `refresh-${count}`;
    if (!isGranted) return c.json({ error: 'invalid_grant' }, 400);
    count += 1;
    token = `access-${count}`;
    return c.json({ access_token: token, refresh_token: `refresh-${count}`, expires_in: 3600 });
  });

  app.get('/profile', (c) =>
    c.req.header('authorization') === `Bearer ${token}` ? c.json({ name: 'Ada', token }) : c.json({}, 401),
  );

  const api: OAuthApi = {
    app,
    page: 'grants',
    authorized: {},
    host: undefined,
    tokens: [],
    canRefresh: true,
    expire: () => {
      token = 'expired';
    },
  };
  return api;
};
