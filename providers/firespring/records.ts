import { retryError, toApiError } from '../../platform/api-errors.ts';
import { asId, asPathId, asRecords, isRecord } from '../../schema/json.ts';
import type { Body } from '../../verification/verify.ts';
import type { Context, Enrichment, Provider } from '../provider.ts';
import { callFirespring, hasApi, UNKNOWN_WEBSITE } from './api.ts';

const SHOWN = 5;

interface Resource {
  readonly path: string;
  /** Without them the API gives only numbers for these parts. */
  readonly includes: string;
}

const MESSAGES: Resource = { path: 'messages', includes: 'form,form_submission,payment_transactions' };

/**
 * What the API can be asked for, by the `object` that a payload names.
 *
 * @see https://proofs.firespring.engineering/sb-style/572/docs/api/apis/messages/messageDetails
 * @see https://proofs.firespring.engineering/sb-style/FDP-46362/docs/api/apis/orders/orderDetails
 */
const RESOURCES: Readonly<Record<string, Resource>> = {
  message: MESSAGES,
  order: { path: 'orders', includes: 'user,payment_transactions' },
};

const UNCONFIRMED: Body = { confirmed: false, record: {} };

interface Named extends Resource {
  readonly id: string;
}

/** What the payload says it is about. */
const namedIn = (payload: unknown): Named | undefined => {
  if (!isRecord(payload)) return undefined;
  const { object } = payload;
  const id = asPathId(payload['id']);
  const resource = typeof object === 'string' && Object.hasOwn(RESOURCES, object) ? RESOURCES[object] : undefined;
  return resource && id !== undefined ? { ...resource, id } : undefined;
};

/**
 * Looks up the message or order that a webhook names, as Firespring recommends for confirming that it is genuine.
 *
 * What the API does not know is refused. What cannot be looked up, for want of credentials or of a name, is delivered as unconfirmed.
 */
export const confirm = async (provider: Provider, call: Context, body: Body): Promise<Enrichment> => {
  const named = namedIn(body['payload']);
  if (!named || !hasApi(call.auth)) return { kind: 'add', fields: UNCONFIRMED };
  const { path, id, includes } = named;
  const reply = await callFirespring(call, `${path}/${id}`, { includes });
  if (reply.kind === 'ok') {
    const isIt = isRecord(reply.data) && asId(reply.data['id']) === id;
    return { kind: 'add', fields: isIt ? { confirmed: true, record: reply.data } : UNCONFIRMED };
  }
  if (reply.kind === 'refused' && reply.status === 404) return { kind: 'refuse', reason: 'record_not_found' };
  if (reply.kind === 'refused' && (reply.status === 401 || reply.status === 403)) {
    return { kind: 'stop', error: toApiError(call, provider, reply) };
  }
  const error = retryError(call, provider, reply);
  return error ? { kind: 'again', error, otherwise: UNCONFIRMED } : { kind: 'add', fields: UNCONFIRMED };
};

/**
 * The newest messages, as a webhook about each would be delivered. The API does not keep webhooks, so what only they have (their
 * number, event type and version) stays empty.
 */
export const listMessages = async (provider: Provider, call: Context): Promise<readonly Body[] | undefined> => {
  if (!hasApi(call.auth)) return undefined;
  const { path, includes } = MESSAGES;
  const reply = await callFirespring(call, path, { direction: 'desc', count: SHOWN, includes });
  if (reply.kind !== 'ok') throw toApiError(call, provider, reply, UNKNOWN_WEBSITE);
  const records = asRecords(isRecord(reply.data) ? reply.data['data'] : reply.data);
  return records.slice(0, SHOWN).map((record) => ({
    id: null,
    object: null,
    date_created: record['date_created'] ?? null,
    event_type: null,
    payload: { id: record['id'] ?? null, object: 'message' },
    version: null,
    confirmed: true,
    record,
  }));
};
