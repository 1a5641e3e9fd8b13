import { randomBytes } from 'node:crypto';
import { type Clock, post } from 'zapier-local';
import { buildr } from '../../providers/buildr/index.ts';
import { asRecord, asString } from '../../schema/json.ts';
import { buildrEvents } from '../../triggers/buildr/index.ts';
import { createApi } from './api.ts';
import { BUILDR_RECORDS } from './buildr-records.ts';
import { type Attempt, type Emulator, isAccepted, type Target } from './emulator.ts';
import { restWebhooks } from './rest-webhooks.ts';
import { signerOf } from './sign.ts';

/** Svix's re-sends, in seconds after the previous attempt: https://docs.svix.com/retries */
const RETRIES = [5, 300, 1800, 7200, 18_000, 36_000, 36_000];
const TIMEOUT = 15_000;
const V1 = '/api/2023-01';
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
  const types = buildrEvents.map(({ type }) => type.replace('opportunity.', `${subject}.`));

  api.app.post('/oauth/token', async (c) => {
    const { grant_type, client_id, client_secret } = await c.req.json<Record<string, string>>();
    if (grant_type !== 'client_credentials' || client_id !== CLIENT.id || client_secret !== CLIENT.secret) {
      return c.json({ error: 'invalid_client', error_description: 'Client authentication failed.' }, 401);
    }
    const token = randomBytes(32).toString('base64url');
    tokens.set(token, clock.now() + 3_600_000);
    return c.json({ access_token: token, token_type: 'Bearer', expires_in: 3600, scope: 'read write' });
  });

  const v1 = api.app.basePath(V1);
  v1.use(async (c, next) => {
    const token = c.req.header('authorization')?.replace(/^Bearer /, '') ?? '';
    return (tokens.get(token) ?? 0) > clock.now() ? next() : c.json({ error: 'invalid_token' }, 401);
  });
  const webhooks = restWebhooks(api, targets, {
    path: `${V1}/webhooks`,
    refusal: 422,
    read(body) {
      const { url, filter_types: requested, secret } = asRecord(body['webhook']);
      const names = Array.isArray(requested) ? requested.map(String) : [];
      const unknown = names.find((type) => !types.includes(type));
      if (typeof url !== 'string' || url === '') return 'url is missing';
      if (unknown !== undefined) return `filter_types: ${unknown} is not included in the list`;
      return { url, types: names, secret: asString(secret) ?? '' };
    },
    created({ id, url, types: names }, body) {
      const { description = null } = asRecord(body['webhook']);
      return { webhook: { id, url, version: 1, description, filter_types: names } };
    },
    error: (detail, status) => (status === 404 ? { error: 'not_found' } : { errors: [{ detail }] }),
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
  const sign = signerOf(buildr.verifier.scheme);

  const deliver = async (target: Target, type: string, body: string, id: string, retries: number): Promise<Attempt> => {
    const request = sign(target, type, body, { id });
    const status = await post(request, TIMEOUT);
    const delay = RETRIES[retries];
    if (!isAccepted(status) && status !== 410 && delay !== undefined) {
      clock.after(1000 * delay, () =>
        targets.includes(target) ? deliver(target, type, body, id, retries + 1) : undefined,
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
    environment: { BUILDR_API_URL: `${server.url}${V1}`, BUILDR_TOKEN_URL: `${server.url}/oauth/token` },
    targets,
    sign,
    ...webhooks,
    send: (type: string, body: string) => {
      const name = uses === 'projects' ? type.replace('opportunity.', 'project.') : type;
      const subscribed = targets.filter((target) => target.types.includes(name));
      return Promise.all(subscribed.map((target) => deliver(target, name, body, createId(), 0)));
    },
    expireTokens: () => tokens.clear(),
  });
};
