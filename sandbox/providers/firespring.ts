import { randomBytes } from 'node:crypto';
import { basicAuth } from 'hono/basic-auth';
import { type Clock, post } from 'zapier-local';
import { firespring } from '../../providers/firespring/index.ts';
import { createApi } from './api.ts';
import type { Attempt, Emulator, Target } from './emulator.ts';
import { FIRESPRING_RECORDS, OTHER_WEBSITE } from './firespring-records.ts';
import { manualWebhooks } from './manual-webhooks.ts';
import { signerOf } from './sign.ts';

const MINUTE = 60_000;
const THREE_DAYS = 3 * 24 * 60 * MINUTE;
const TIMEOUT = 30_000;
const WEBSITE = '4711';

/**
 * A local Firespring: a webhook in the Springboard whose URL contains a token, the documented re-sends, and the API for messages
 * and orders.
 *
 * @see https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview
 */
export const startFirespring = async (clock: Clock): Promise<Emulator> => {
  const api = createApi();
  const key = `sk_${randomBytes(16).toString('hex')}`;
  const secret = randomBytes(24).toString('base64url');
  const targets: Target[] = [];

  api.app.use(async (c, next) => {
    if (c.req.header('firespring-api-version') !== '2') {
      return c.json(
        { errors: [{ code: 'invalid_version', detail: 'The header Firespring-Api-Version must be 2' }] },
        422,
      );
    }
    return next();
  });
  // Each website has its own API key and records.
  const websites = [
    { id: WEBSITE, key, records: FIRESPRING_RECORDS },
    { id: OTHER_WEBSITE.id, key: `sk_${randomBytes(16).toString('hex')}`, records: OTHER_WEBSITE.records },
  ];
  const keyOf = (website: string | undefined) => websites.find(({ id }) => id === website)?.key;
  api.app.use(
    basicAuth({ verifyUser: (name, password) => password === '' && websites.some((website) => website.key === name) }),
  );
  api.app.use('/websites/:website/*', async (c, next) => {
    const expected = `Basic ${Buffer.from(`${keyOf(c.req.param('website')) ?? ''}:`).toString('base64')}`;
    if (c.req.header('authorization') === expected) return next();
    return c.json({ errors: [{ code: 'forbidden', detail: 'This API key is for another website' }] }, 403);
  });
  for (const website of websites) {
    for (const [plural, records] of Object.entries(website.records)) {
      api.app.get(`/websites/${website.id}/${plural}`, (c) => {
        const [count, page] = [Number(c.req.query('count') ?? 10), Number(c.req.query('page') ?? 1)];
        const sorted = c.req.query('direction') === 'desc' ? [...records].reverse() : records;
        return c.json({ data: sorted.slice((page - 1) * count, page * count) });
      });
      api.app.get(`/websites/${website.id}/${plural}/:id`, (c) => {
        const record = records.find(({ id }) => String(id) === c.req.param('id'));
        return record ? c.json(record) : c.json({ errors: [{ code: 'not_found', detail: 'Not found' }] }, 404);
      });
    }
  }

  const server = await api.listen();
  const sign = signerOf(firespring.verifier.scheme);

  // Re-sends after 1 minute, then 2, 4, 8 … for three days. Only 200 counts as received.
  const deliver = async (
    target: Target,
    type: string,
    body: string,
    wait: number,
    waited: number,
  ): Promise<Attempt> => {
    const request = sign(target, type, body);
    const status = await post(request, TIMEOUT);
    if (status !== 200 && waited + wait <= THREE_DAYS) {
      clock.after(wait, () =>
        targets.includes(target) ? deliver(target, type, body, 2 * wait, waited + wait) : undefined,
      );
    }
    return { target, request, status };
  };

  const withRecord = (body: string, id: unknown): string =>
    JSON.stringify({ ...JSON.parse(body), payload: { id, object: 'message' } });

  return Object.assign(api, {
    key: 'firespring',
    url: server.url,
    close: server.close,
    resends: true,
    credentials: { firespring_api_key: key, firespring_website_id: WEBSITE, firespring_url_token: secret },
    environment: { FIRESPRING_API_URL: server.url },
    targets,
    sign,
    withRecord,
    fromOtherAccount: (body: string) => withRecord(body, OTHER_WEBSITE.records.messages[0]?.id),
    ...manualWebhooks(targets, secret, (url) => `${url}?token=${secret}`),
    send: (type: string, body: string): Promise<Attempt[]> =>
      Promise.all(targets.map((target) => deliver(target, type, body, MINUTE, 0))),
  });
};
