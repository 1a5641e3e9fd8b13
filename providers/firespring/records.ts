import { retryError, toApiError } from '../../platform/api-errors.ts';
import type { Context } from '../../platform/context.ts';
import { rejectionError } from '../../platform/rejection-error.ts';
import { asId, asPathId, asRecords, isRecord } from '../../schema/json.ts';
import type { Body } from '../../verification/verify.ts';
import type { Enrichment } from '../provider.ts';
import { callFirespring, hasApi, UNKNOWN_WEBSITE } from './api.ts';
import type { FirespringField } from './connection.ts';

const SHOWN = 5;

interface Resource {
  readonly path: string;
  /** Without them the API returns only numbers for these parts. */
  readonly includes: string;
}

const MESSAGES: Resource = { path: 'messages', includes: 'form,form_submission,payment_transactions' };

/**
 * The records that the API has, by the `object` that a payload names.
 *
 * @see https://proofs.firespring.engineering/sb-style/572/docs/api/apis/messages/messageDetails
 * @see https://proofs.firespring.engineering/sb-style/FDP-46362/docs/api/apis/orders/orderDetails
 */
const RESOURCES: Readonly<Record<string, Resource>> = {
  message: MESSAGES,
  order: { path: 'orders', includes: 'user,payment_transactions' },
};

const UNCONFIRMED: Body = { confirmed: false, record: {} };

interface NamedRecord extends Resource {
  readonly id: string;
}

/** The record that a payload names. */
const recordIn = (payload: unknown): NamedRecord | undefined => {
  if (!isRecord(payload)) return undefined;
  const { object } = payload;
  const id = asPathId(payload['id']);
  const resource = typeof object === 'string' && Object.hasOwn(RESOURCES, object) ? RESOURCES[object] : undefined;
  return resource && id !== undefined ? { ...resource, id } : undefined;
};

/**
 * Looks up the message or order that a webhook names, as Firespring recommends.
 *
 * A record that does not exist is refused. Without an API key, or without a name, the delivery is unconfirmed.
 */
export const confirm = async (context: Context<FirespringField>, _type: string, body: Body): Promise<Enrichment> => {
  const named = recordIn(body['payload']);
  if (!named || !hasApi(context.auth)) return { fields: UNCONFIRMED };
  const { path, id, includes } = named;
  const response = await callFirespring(context, `${path}/${id}`, { includes });
  if (response.kind === 'ok') {
    const isIt = isRecord(response.data) && asId(response.data['id']) === id;
    return { fields: isIt ? { confirmed: true, record: response.data } : UNCONFIRMED };
  }
  if (response.kind === 'refused') {
    if (response.status === 404) throw rejectionError(context, 'record_not_found');
    if (response.status === 401 || response.status === 403) throw toApiError(context, response);
  }
  const retry = retryError(context, response);
  return { fields: UNCONFIRMED, ...(retry && { retry }) };
};

/** The newest messages, in the shape of a delivery. The API does not keep webhooks, so the webhook's own fields stay empty. */
export const listMessages = async (context: Context<FirespringField>): Promise<readonly Body[] | undefined> => {
  if (!hasApi(context.auth)) return undefined;
  const { path, includes } = MESSAGES;
  const response = await callFirespring(context, path, { direction: 'desc', count: SHOWN, includes });
  if (response.kind !== 'ok') throw toApiError(context, response, UNKNOWN_WEBSITE);
  const records = asRecords(isRecord(response.data) ? response.data['data'] : response.data);
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
