import { retryError, toApiError } from '../../platform/api-errors.ts';
import type { Context } from '../../platform/context.ts';
import { asId, asPathId, asRecord, asRecords, asString, isRecord } from '../../schema/json.ts';
import type { Body } from '../../verification/verify.ts';
import type { Enrichment, ReadEnrichment } from '../provider.ts';
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

/** The resource that a payload names. */
const resourceOf = ({ object }: Body): Resource | undefined =>
  typeof object === 'string' && Object.hasOwn(RESOURCES, object) ? RESOURCES[object] : undefined;

const UNCONFIRMED: Body = { confirmed: false, record_age_seconds: null, record: {} };

const NOT_FOUND: Enrichment = { fields: UNCONFIRMED, refusal: 'record_not_found' };

/** The API confirms the record, not the delivery: a sender with the token can name old records, so the output has their age. */
const confirmed = (record: Body): Body => {
  const created = Date.parse(asString(record['date_created']) ?? '');
  const age = Number.isNaN(created) ? null : Math.max(0, Math.floor((Date.now() - created) / 1000));
  return { confirmed: true, record_age_seconds: age, record };
};

const lookUp = async (
  context: Context<FirespringField>,
  { path, includes }: Resource,
  id: string,
): Promise<Enrichment> => {
  const response = await callFirespring(context, `${path}/${id}`, { includes });
  if (response.kind === 'ok') {
    const isSameRecord = isRecord(response.data) && asId(response.data['id']) === id;
    return isSameRecord ? { fields: confirmed(response.data) } : NOT_FOUND;
  }
  // A record that was just created may not be readable yet.
  const retry = retryError(context, response, [404]);
  const outcome = retry ? { fields: UNCONFIRMED, retry } : { fields: UNCONFIRMED };
  if (response.kind !== 'refused') return outcome;
  const isForbidden = response.status === 401 || response.status === 403;
  return { ...outcome, refusal: isForbidden ? 'record_not_readable' : 'record_not_found' };
};

/**
 * Looks up the message or order that a webhook names, as Firespring recommends, and refuses it if that fails.
 *
 * Unconfirmed are other events, and all events of a connection without an API key.
 */
export const confirm = (context: Context<FirespringField>, _type: string, body: Body): Enrichment | ReadEnrichment => {
  const payload = asRecord(body['payload']);
  const resource = resourceOf(payload);
  if (!resource || !hasApi(context.auth)) return { fields: UNCONFIRMED };
  const id = asPathId(payload['id']);
  return id === undefined ? NOT_FOUND : () => lookUp(context, resource, id);
};

/** The newest messages, in the shape of a delivery. The API does not keep webhooks, so the fields of the webhook are null. */
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
    ...confirmed(record),
  }));
};
