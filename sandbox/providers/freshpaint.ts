import { randomBytes, randomUUID } from 'node:crypto';
import { type Clock, post } from 'zapier-local';
import { freshpaint } from '../../providers/freshpaint/index.ts';
import { createApi } from './api.ts';
import { type Attempt, type Emulator, isAccepted, type Target } from './emulator.ts';
import { manualWebhooks } from './manual-webhooks.ts';
import { signerOf } from './sign.ts';

/** Documented: 5 s for each URL, 25 s for all of them. */
const TIMEOUT = 5000;
const TOTAL_TIMEOUT = 25_000;
/** Freshpaint documents a later retry without a time: here it is ten minutes. */
const RETRY_DELAY = 600_000;
const MAX_TRIES = 10;

/** A request to its HTTP API, which responds before it validates, so nothing is rejected. */
export interface Ingested {
  readonly path: string;
  readonly body: unknown;
}

/** Freshpaint with the switches of its “Options” and the requests to its HTTP API. */
export type Freshpaint = Emulator & {
  readonly options: { identify: boolean; page: boolean };
  readonly ingested: readonly Ingested[];
};

/**
 * A local Freshpaint: a Webhooks destination with several URLs and a header that the user adds, and the HTTP API.
 *
 * @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks
 */
export const startFreshpaint = async (clock: Clock): Promise<Freshpaint> => {
  const api = createApi();
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

  const server = await api.listen();
  const signJson = signerOf(freshpaint.verifier.scheme);
  const sign: Emulator['sign'] = (...unsigned) => {
    const { headers, ...request } = signJson(...unsigned);
    // Documented as a header that the user adds if needed.
    const { 'Content-Type': _, ...others } = headers;
    return { ...request, headers: others };
  };

  // One successful URL is enough. If none accepts the event, it is sent to all of them again.
  const deliver = async (type: string, body: string, tries: number): Promise<Attempt[]> => {
    const attempts: Attempt[] = [];
    const started = performance.now();
    for (const target of targets) {
      const left = TOTAL_TIMEOUT - (performance.now() - started);
      if (left <= 0) break;
      const request = sign(target, type, body);
      attempts.push({ target, request, status: await post(request, Math.ceil(Math.min(TIMEOUT, left))) });
    }
    const allFailed = attempts.length > 0 && !attempts.some(({ status }) => isAccepted(status));
    if (allFailed && tries < MAX_TRIES) clock.after(RETRY_DELAY, () => deliver(type, body, tries + 1));
    return attempts;
  };

  const webhooks = manualWebhooks(targets, secret);
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
    ...webhooks,
    addTarget(...webhook: Parameters<typeof webhooks.addTarget>): Target {
      Object.assign(options, { identify: true, page: true });
      return webhooks.addTarget(...webhook);
    },
    async send(type: string, body: string): Promise<readonly Attempt[]> {
      const isOff = (type === 'identify' && !options.identify) || (type === 'page' && !options.page);
      return isOff ? [] : deliver(type, body, 1);
    },
  });
};
