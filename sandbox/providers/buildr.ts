import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { createApi } from './api.ts';
import { BUILDR_RECORDS } from './buildr-records.ts';
import {
  type Attempt,
  type Emulator,
  isAccepted,
  post,
  type SignedRequest,
  type SignOptions,
  type Target,
} from './emulator.ts';
import { signSvix } from './sign.ts';

/** Svix's re-sends, in seconds after the previous attempt: https://docs.svix.com/retries */
const RETRIES = [5, 300, 1800, 7200, 18_000, 36_000, 36_000];
const TIMEOUT = 15_000;
const CLIENT = { id: 'sandbox-client', secret: 'sandbox-client-secret-0123456789' };

const createId = (): string => `msg_${randomBytes(16).toString('hex')}`;

/** Newer accounts call opportunities projects. */
export interface BuildrOptions {
  readonly uses?: 'opportunities' | 'projects';
}

/** A local Buildr: its token endpoint, its API, and Svix, which delivers its webhooks. */
export const startBuildr = async (
  clock: Clock,
  { uses = 'opportunities' }: BuildrOptions = {},
): Promise<Emulator & { expireTokens(): void }> => {
  const api = createApi();
  const targets: Target[] = [];
  const tokens = new Map<string, number>();
  const subject = uses === 'projects' ? 'project' : 'opportunity';
  const types = ['contact', 'company', subject].flatMap((noun) => [`${noun}.create`, `${noun}.update`]);

  api.app.post('/oauth/token', async (c) => {
    const { grant_type, client_id, client_secret } = await c.req.json<Record<string, string>>();
    if (grant_type !== 'client_credentials' || client_id !== CLIENT.id || client_secret !== CLIENT.secret) {
      return c.json({ error: 'invalid_client', error_description: 'Client authentication failed.' }, 401);
    }
    const token = randomBytes(32).toString('base64url');
    tokens.set(token, clock.now() + 3_600_000);
    return c.json({ access_token: token, token_type: 'Bearer', expires_in: 3600, scope: 'read write' });
  });

  const v1 = api.app.basePath('/api/2023-01');
  v1.use(async (c, next) => {
    const token = c.req.header('authorization')?.replace(/^Bearer /, '') ?? '';
    return (tokens.get(token) ?? 0) > clock.now() ? next() : c.json({ error: 'invalid_token' }, 401);
  });
  v1.post('/webhooks', async (c) => {
    const { webhook } = await c.req.json<{
      webhook?: { url?: string; filter_types?: string[]; secret?: string; description?: string };
    }>();
    const { url, filter_types: requested = [], secret = '', description = null } = webhook ?? {};
    if (!url) return c.json({ errors: [{ detail: 'url is missing' }] }, 422);
    const unknown = requested.find((type) => !types.includes(type));
    if (unknown) return c.json({ errors: [{ detail: `filter_types: ${unknown} is not included in the list` }] }, 422);
    const id = randomUUID();
    targets.push({ id, url, types: requested, secret });
    return c.json({ webhook: { id, url, version: 1, description, filter_types: requested } }, 201);
  });
  v1.delete('/webhooks/:id', (c) => {
    const index = targets.findIndex(({ id }) => id === c.req.param('id'));
    if (index < 0) return c.json({ error: 'not_found' }, 404);
    targets.splice(index, 1);
    return c.body(null, 204);
  });
  const lists = { contacts: 'contact', companies: 'company', [uses]: subject };
  for (const [plural, singular] of Object.entries(lists)) {
    const records = BUILDR_RECORDS[singular] ?? [];
    v1.get(`/${plural}`, (c) => c.json({ [plural]: records }));
    v1.get(`/${plural}/:id`, (c) => {
      const record = records.find(({ id }) => id === c.req.param('id'));
      return record ? c.json({ [singular]: record }) : c.json({ error: 'not_found' }, 404);
    });
  }

  const server = await api.listen();
  const sign = (
    target: Target,
    _type: string,
    body: string,
    { id = createId(), at = new Date() }: SignOptions = {},
  ): SignedRequest => ({
    url: target.url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signSvix(body, target.secret, id, at) },
    body,
  });

  const deliver = async (
    target: Target,
    type: string,
    body: string,
    id: string | undefined,
    retries: number,
  ): Promise<Attempt> => {
    const request = sign(target, type, body, id === undefined ? {} : { id });
    const status = await post(request, TIMEOUT);
    const delay = RETRIES[retries];
    if (!isAccepted(status) && status !== 410 && delay !== undefined) {
      const sameId = request.headers['svix-id'];
      clock.after(1000 * delay, () =>
        targets.includes(target) ? deliver(target, type, body, sameId, retries + 1) : undefined,
      );
    }
    return { target, request, status };
  };

  return Object.assign(api, {
    key: 'buildr',
    url: server.url,
    close: server.close,
    resends: true,
    credentials: { buildr_client_id: CLIENT.id, buildr_client_secret: CLIENT.secret },
    environment: { BUILDR_API_URL: `${server.url}/api/2023-01`, BUILDR_TOKEN_URL: `${server.url}/oauth/token` },
    targets,
    sign,
    send: (type: string, body: string) => {
      const name = uses === 'projects' ? type.replace('opportunity.', 'project.') : type;
      const subscribed = targets.filter((target) => target.types.includes(name));
      return Promise.all(subscribed.map((target) => deliver(target, name, body, undefined, 0)));
    },
    expireTokens: () => tokens.clear(),
  });
};
