import { randomUUID } from 'node:crypto';
import { asRecord, type JsonObject } from '../../schema/json.ts';
import type { Api } from './api.ts';
import type { Target } from './emulator.ts';

/** How a provider's API for webhooks reads requests and writes responses. */
export interface WebhookApi {
  /** The path for all webhooks, from the root of the server. */
  readonly path: string;
  /** The status for a request that the API does not accept. */
  readonly refusal: 400 | 422;
  /** Creates the ID of a webhook. By default a UUID. */
  createId?(): string;
  /** The webhook that a request asks for, or what is wrong with the request. A secret that the server issues is created here. */
  read(body: JsonObject): Omit<Target, 'id'> | string;
  /** The response with a new webhook. */
  created(target: Target, body: JsonObject): object;
  /** The response with an error. */
  error(message: string, status: number): object;
}

/**
 * Adds the webhooks of a REST API to an emulator: `POST path` creates one, and `DELETE path/ID` deletes it.
 *
 * @param targets the provider's webhooks, changed in place
 */
export const restWebhooks = ({ app }: Pick<Api, 'app'>, targets: Target[], webhooks: WebhookApi) => {
  const { path, refusal, createId = randomUUID } = webhooks;
  app.post(path, async (c) => {
    const body = asRecord(await c.req.json().catch(() => undefined));
    const webhook = webhooks.read(body);
    if (typeof webhook === 'string') return c.json(webhooks.error(webhook, refusal), refusal);
    const target: Target = { id: createId(), ...webhook };
    targets.push(target);
    return c.json(webhooks.created(target, body), 201);
  });
  app.delete(`${path}/:id`, (c) => {
    const index = targets.findIndex(({ id }) => id === c.req.param('id'));
    if (index < 0) return c.json(webhooks.error('There is no such webhook', 404), 404);
    targets.splice(index, 1);
    return c.body(null, 204);
  });
  return { webhooksPath: path };
};
