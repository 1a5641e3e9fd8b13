import { randomBytes } from 'node:crypto';
import { basicAuth } from 'hono/basic-auth';
import type { Clock } from 'zapier-local';
import { basekit } from '../../providers/basekit/index.ts';
import { asString } from '../../schema/json.ts';
import { createApi } from './api.ts';
import type { Emulator, Target } from './emulator.ts';
import { restWebhooks } from './rest-webhooks.ts';
import { sendOnce } from './send-once.ts';
import { signerOf } from './sign.ts';

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
  const webhooks = restWebhooks(api, targets, {
    path: '/webhooks/subscriptions',
    refusal: 400,
    createId: () => {
      lastRef += 1;
      return String(lastRef);
    },
    read({ eventName, url }) {
      const [type, target] = [asString(eventName), asString(url)];
      return type && target ? { url: target, types: [type], secret } : 'eventName and url are required';
    },
    created: ({ id }, body) => ({ subscription: { ref: Number(id), ...body } }),
    error: (message) => ({ message }),
  });

  const server = await api.listen();
  const sign = signerOf(basekit.verifier.scheme);
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
    ...webhooks,
    // BaseKit does not document re-sends.
    send: sendOnce(targets, sign),
  });
};
