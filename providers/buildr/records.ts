import { retryError, toApiError } from '../../platform/api-errors.ts';
import { type ApiResponse, type FailedResponse, NOT_FOUND } from '../../platform/api-response.ts';
import { requestTimeout } from '../../platform/http.ts';
import { asId, asPathId, asRecord, asRecords, asString } from '../../schema/json.ts';
import type { Body } from '../../verification/verify.ts';
import type { Enrichment, ReadEnrichment } from '../provider.ts';
import { type BuildrContext, callBuildr, fetchToken } from './api.ts';

const SHOWN = 5;

/** The names of each kind of record in the API: the older name first, then the newer. */
const RESOURCES: Readonly<Record<string, readonly (readonly [one: string, many: string])[]>> = {
  contact: [['contact', 'contacts']],
  company: [['company', 'companies']],
  opportunity: [
    ['opportunity', 'opportunities'],
    ['project', 'projects'],
  ],
};

/** `contact.create` concerns a contact. */
const kindOf = (type: string): string => type.split('.', 1)[0] ?? type;

const unwrap = (data: unknown, kind: string): Body => {
  const outer = asRecord(data);
  return asRecord(outer[kind] ?? outer['item'] ?? outer['project'] ?? outer['opportunity'] ?? outer);
};

/** Tries each name of the resource until the API does not return 404. */
const readEither = async (context: BuildrContext, kind: string, suffix: string): Promise<ApiResponse> => {
  let response = NOT_FOUND;
  const signal = requestTimeout();
  for (const [, many] of RESOURCES[kind] ?? []) {
    response = await callBuildr(context, 'GET', `${many}${suffix}`, { signal });
    if (response.kind !== 'refused' || response.status !== 404) break;
  }
  return response;
};

const OTHER_RECORD: FailedResponse = { kind: 'unavailable', cause: 'sent another record' };

/** Buildr does not send an event again, so a run must not end because a session cannot be renewed: this tries it first. */
const withRenewableSession = async (context: BuildrContext, response: FailedResponse): Promise<FailedResponse> => {
  if (response.kind !== 'refused' || response.status !== 401) return response;
  const canRenew = await fetchToken(context).then(
    () => true,
    () => false,
  );
  return canRenew ? response : { kind: 'unavailable', cause: 'issued no access token' };
};

/**
 * Reads the record of a delivery, which is only `{id, url}`. The URL is a page for people and is never fetched.
 *
 * A record that does not exist, that has another ID, or that the client may not read, becomes an empty one: the event is verified and must not be lost.
 */
export const readRecord = (context: BuildrContext, type: string, body: Body): Enrichment | ReadEnrichment => {
  const kind = kindOf(type);
  const withRecord = (record: Body): Body => ({ event: type, [kind]: record });
  const id = asPathId(body['id']);
  if (id === undefined) return { fields: withRecord({}) };
  return async () => {
    const answer = await readEither(context, kind, `/${id}`);
    const record = answer.kind === 'ok' ? unwrap(answer.data, kind) : {};
    if (asId(record['id']) === id) return { fields: withRecord(record) };
    const response = answer.kind === 'ok' ? OTHER_RECORD : answer;
    // A record that was just created may not be readable yet.
    const retry = retryError(context, await withRenewableSession(context, response), [404]);
    return { fields: withRecord({}), ...(retry && { retry }) };
  };
};

/** A webhook writes an ID as a number, the REST API as text. */
const asWebhookId = (id: unknown): unknown =>
  typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : (id ?? null);

/** The newest records, in the shape of a delivery. */
export const listRecords = async (context: BuildrContext, type: string): Promise<readonly Body[]> => {
  const kind = kindOf(type);
  const response = await readEither(context, kind, '');
  if (response.kind === 'refused' && response.status === 404) return [];
  if (response.kind !== 'ok') throw toApiError(context, response);
  const data = asRecord(response.data);
  const lists = (RESOURCES[kind] ?? []).map(([, many]) => data[many]);
  const records = asRecords([...lists, data['items'], response.data].find(Array.isArray));
  const time = ({ created_at: created, updated_at: updated }: Body) =>
    Date.parse(asString(updated) ?? asString(created) ?? '') || 0;
  const newest = [...records].sort((a, b) => time(b) - time(a)).slice(0, SHOWN);
  return newest.map((record) => ({ id: asWebhookId(record['id']), url: null, event: type, [kind]: record }));
};
