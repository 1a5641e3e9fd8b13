import { randomBytes } from 'node:crypto';
import { basicAuth } from 'hono/basic-auth';
import type { Clock } from '../clock.ts';
import { createApi } from './api.ts';
import { type Attempt, type Emulator, post, type SignedRequest, type Target } from './emulator.ts';
import { signHmac } from './sign.ts';

const USER = { username: 'webhooks', password: 'correct horse battery staple' };

/** An account holder in the REST API, where dates are objects. @see https://apidocs.basekit.com */
const accountHolder = (ref: number) => ({
  ref,
  firstName: 'Web',
  lastName: `Hook ${ref}`,
  email: `webhooks+${ref}@basekit.com`,
  username: `webhooks+${ref}@basekit.com`,
  created: { date: '2023-03-06 10:15:59.000000', timezone_type: 3, timezone: 'UTC' },
  brand: { ref: 1, name: 'BaseKit Brand' },
  packages: [
    {
      ref: 1,
      name: 'Demo Package',
      productType: 'subscription',
      startDate: { date: '2023-03-06 10:15:59.000000', timezone_type: 3, timezone: 'UTC' },
      endDate: null,
    },
  ],
  metadata: { key1: 'value1' },
});
const ACCOUNT_HOLDERS = Array.from({ length: 23 }, (_, index) => accountHolder(177 + index));

/** A local BaseKit. Its subscription endpoint is not documented, so this one follows the app's default. */
export const startBasekit = async (_clock: Clock): Promise<Emulator> => {
  const api = createApi();
  const secret = randomBytes(24).toString('hex');
  const targets: Target[] = [];
  let lastRef = 4000;

  api.app.use(async (c, next) => {
    if (!c.req.header('user-agent')) return c.json({ message: 'A User-Agent header is required' }, 403);
    return next();
  });
  api.app.use(basicAuth(USER));
  api.app.get('/brands', (c) => c.json({ brands: [{ brand: { ref: 1, name: 'BaseKit Brand' } }] }));
  api.app.get('/users', (c) => {
    const [limit, offset] = [Number(c.req.query('limit') ?? 20), Number(c.req.query('offset') ?? 0)];
    return c.json({ count: ACCOUNT_HOLDERS.length, accountHolders: ACCOUNT_HOLDERS.slice(offset, offset + limit) });
  });
  api.app.post('/webhooks/subscriptions', async (c) => {
    const { eventName, url } = await c.req.json<{ eventName?: string; url?: string }>();
    if (!eventName || !url) return c.json({ message: 'eventName and url are required' }, 400);
    lastRef += 1;
    targets.push({ id: String(lastRef), url, types: [eventName], secret });
    return c.json({ subscription: { ref: lastRef, eventName, url } }, 201);
  });
  api.app.delete('/webhooks/subscriptions/:ref', (c) => {
    const index = targets.findIndex(({ id }) => id === c.req.param('ref'));
    if (index < 0) return c.json({ message: 'No such subscription' }, 404);
    targets.splice(index, 1);
    return c.body(null, 204);
  });

  const server = await api.listen();
  const sign = (target: Target, _type: string, body: string): SignedRequest => ({
    url: target.url,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-delivery-hmac-sha256': signHmac(body, target.secret, 'base64') },
    body,
  });
  return Object.assign(api, {
    key: 'basekit',
    url: server.url,
    close: server.close,
    resends: false,
    credentials: {
      basekit_api_url: server.url,
      basekit_username: USER.username,
      basekit_password: USER.password,
      basekit_hmac_secret: secret,
    },
    environment: {},
    targets,
    sign,
    // BaseKit does not document re-sends.
    async send(type: string, body: string): Promise<Attempt[]> {
      const subscribed = targets.filter(({ types }) => types.includes(type));
      return Promise.all(
        subscribed.map(async (target) => {
          const request = sign(target, type, body);
          return { target, request, status: await post(request) };
        }),
      );
    },
  });
};
