import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { listen } from '../server.ts';
import { makeApi } from './api.ts';
import { type Attempt, type Emulator, isAccepted, post, type SignedRequest, type Target } from './emulator.ts';
import { manualWebhooks } from './manual-webhooks.ts';

/** Its document: 5 s for each URL, 25 s for all of them. */
const PATIENCE = 5000;
const PATIENCE_IN_ALL = 25_000;
/** “Later”, says its document, and not when: this sandbox takes ten minutes. */
const LATER = 600_000;
const MOST_TRIES = 10;

/** What its HTTP API was sent. It answers before it looks, so nothing is refused. */
export interface Ingested {
  readonly path: string;
  readonly body: unknown;
}

/** Freshpaint, with the switches of its Options and what its HTTP API was sent. */
export type Freshpaint = Emulator & {
  readonly options: { identify: boolean; page: boolean };
  readonly ingested: readonly Ingested[];
};

/**
 * Freshpaint on this machine: a Webhooks destination with several URLs and a header that the user adds, and the HTTP API.
 *
 * @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks
 */
export const startFreshpaint = async (clock: Clock): Promise<Freshpaint> => {
  const api = makeApi();
  const secret = randomBytes(24).toString('base64url');
  const environment = randomUUID();
  const options = { identify: false, page: false };
  const targets: Target[] = [];
  const ingested: Ingested[] = [];

  api.app.post('/:path', async (c) => {
    const text = await c.req.text();
    ingested.push({ path: c.req.path, body: JSON.parse(text) });
    return c.text('ok');
  });

  const server = await listen(api.app);
  const sign = (target: Target, _type: string, body: string): SignedRequest => ({
    url: target.url,
    method: 'POST',
    // No Content-Type: its document says that one has to be added where it is needed.
    headers: { 'x-webhook-token': target.secret },
    body,
  });

  // Delivered to one is delivered: only an event that reached nobody is tried again, with every URL.
  const deliver = async (type: string, body: string, tries: number): Promise<Attempt[]> => {
    const attempts: Attempt[] = [];
    const started = performance.now();
    for (const target of targets) {
      const left = PATIENCE_IN_ALL - (performance.now() - started);
      if (left <= 0) break;
      const request = sign(target, type, body);
      attempts.push({ target, request, status: await post(request, Math.ceil(Math.min(PATIENCE, left))) });
    }
    const reachedNobody = attempts.length > 0 && !attempts.some(({ status }) => isAccepted(status));
    if (reachedNobody && tries < MOST_TRIES) clock.after(LATER, () => deliver(type, body, tries + 1));
    return attempts;
  };

  const page = manualWebhooks(targets, secret);
  return Object.assign(api, {
    key: 'freshpaint',
    url: server.url,
    close: server.close,
    resends: true,
    credentials: { freshpaint_webhook_token: secret, freshpaint_environment_id: environment },
    environment: { FRESHPAINT_API_URL: server.url },
    targets,
    options,
    ingested,
    sign,
    ...page,
    addTarget(url: string): Target {
      Object.assign(options, { identify: true, page: true });
      return page.addTarget(url);
    },
    async send(type: string, body: string): Promise<readonly Attempt[]> {
      const isOff = (type === 'identify' && !options.identify) || (type === 'page' && !options.page);
      return isOff ? [] : deliver(type, body, 1);
    },
  });
};
