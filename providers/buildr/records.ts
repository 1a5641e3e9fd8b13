import { retryError, toApiError } from '../../platform/api-errors.ts';
import type { ApiResponse } from '../../platform/api-response.ts';
import { requestTimeout } from '../../platform/http.ts';
import { asPathId, asRecords, asString, isRecord } from '../../schema/json.ts';
import type { Body } from '../../verification/verify.ts';
import type { Context, Enrichment, Provider } from '../provider.ts';
import { callBuildr, fetchToken } from './api.ts';

const SHOWN = 5;

/** Where the API keeps what an event is about: the older name first, then the newer. */
const RESOURCES: Readonly<Record<string, readonly (readonly [one: string, many: string])[]>> = {
  contact: [['contact', 'contacts']],
  company: [['company', 'companies']],
  opportunity: [
    ['opportunity', 'opportunities'],
    ['project', 'projects'],
  ],
};

/** `contact.create` is about a contact. */
const subjectOf = (type: string): string => type.split('.', 1)[0] ?? type;

const unwrap = (data: unknown, one: string): Body => {
  if (!isRecord(data)) return {};
  const inner = data[one] ?? data['item'] ?? data['project'] ?? data['opportunity'] ?? data;
  return isRecord(inner) ? inner : {};
};

/** Asks under each name that the API may know, as long as it answers «not found». */
const readEither = async (call: Context, subject: string, suffix: string): Promise<ApiResponse> => {
  let reply: ApiResponse = { kind: 'refused', status: 404, said: '' };
  const signal = requestTimeout();
  for (const [, many] of RESOURCES[subject] ?? []) {
    reply = await callBuildr(call, 'GET', `${many}${suffix}`, { signal });
    if (reply.kind !== 'refused' || reply.status !== 404) break;
  }
  return reply;
};

/** Renewing a session that cannot be renewed would end the run, and nobody sends the event again: so that is tried out first. */
const withRenewableSession = async (provider: Provider, call: Context, reply: Exclude<ApiResponse, { kind: 'ok' }>) => {
  if (reply.kind !== 'refused' || reply.status !== 401) return reply;
  const canRenew = await fetchToken(provider, call).then(
    () => true,
    () => false,
  );
  return canRenew ? reply : ({ kind: 'unavailable', why: 'gives no access token' } as const);
};

/**
 * Reads the record that a thin `{id, url}` is about. The URL is a page for people, so it is never fetched.
 *
 * A record that is gone, or that the client may not read, is an empty one: the event itself is proven and must not be lost.
 */
export const readRecord = async (provider: Provider, call: Context, type: string, body: Body): Promise<Enrichment> => {
  const subject = subjectOf(type);
  const withRecord = (record: Body): Body => ({ event: type, [subject]: record });
  const id = asPathId(body['id']);
  if (id === undefined) return { kind: 'add', fields: withRecord({}) };
  const reply = await readEither(call, subject, `/${id}`);
  if (reply.kind === 'ok') return { kind: 'add', fields: withRecord(unwrap(reply.data, subject)) };
  const error = retryError(call, provider, await withRenewableSession(provider, call, reply));
  return error ? { kind: 'again', error, otherwise: withRecord({}) } : { kind: 'add', fields: withRecord({}) };
};

/** A webhook's id is a number where the REST API writes the same id as text. */
const asWebhookId = (id: unknown): unknown =>
  typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : (id ?? null);

/** The newest records, in the shape of a delivery. */
export const listRecords = async (provider: Provider, call: Context, type: string): Promise<readonly Body[]> => {
  const subject = subjectOf(type);
  const reply = await readEither(call, subject, '');
  if (reply.kind === 'refused' && reply.status === 404) return [];
  if (reply.kind !== 'ok') throw toApiError(call, provider, reply);
  const data = isRecord(reply.data) ? reply.data : {};
  const lists = (RESOURCES[subject] ?? []).map(([, many]) => data[many]);
  const records = asRecords([...lists, data['items'], reply.data].find(Array.isArray));
  const time = ({ created_at: created, updated_at: updated }: Body) =>
    Date.parse(asString(updated) ?? asString(created) ?? '') || 0;
  const newest = [...records].sort((a, b) => time(b) - time(a)).slice(0, SHOWN);
  return newest.map((record) => ({ id: asWebhookId(record['id']), url: null, event: type, [subject]: record }));
};
