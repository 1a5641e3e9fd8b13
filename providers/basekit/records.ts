import { toApiError } from '../../platform/api-errors.ts';
import { asNumber, asRecords, isRecord } from '../../schema/json.ts';
import type { Body } from '../../verification/verify.ts';
import type { Context, Provider } from '../provider.ts';
import { callBasekit } from './api.ts';

const PAGE = 20;
const SHOWN = 5;

/** `{date: "2023-03-06 10:15:59.000000", timezone_type, timezone: "UTC"}` in the REST API is `2023-03-06T10:15:59+00:00` in a webhook. */
const toIso = (value: unknown): unknown => {
  if (!isRecord(value) || typeof value['date'] !== 'string') return value ?? null;
  const zone = value['timezone'];
  const offset = typeof zone === 'string' && /^[+-]\d\d:\d\d$/.test(zone) ? zone : '+00:00';
  return `${value['date'].replace(' ', 'T').replace(/\.\d+$/, '')}${offset}`;
};

const toPackage = ({ ref, name, productType, startDate, endDate }: Body): Body => ({
  ref: ref ?? null,
  name: name ?? null,
  productType: productType ?? null,
  startDate: toIso(startDate),
  endDate: toIso(endDate),
});

const toAccountHolder = (record: Body): Body & { packages: readonly Body[] } => {
  const { ref, firstName, lastName, email, username, created, brand, packages, metadata } = record;
  return {
    ref: ref ?? null,
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    email: email ?? null,
    username: username ?? null,
    created: toIso(created),
    brand: isRecord(brand) ? brand : { ref: null, name: null },
    packages: asRecords(packages).map(toPackage),
    metadata: isRecord(metadata) ? metadata : {},
  };
};

const NO_PACKAGE = toPackage({});

/** What each event looks like when it is made from an account holder. */
const EVENTS: Readonly<Record<string, (holder: ReturnType<typeof toAccountHolder>) => Body>> = {
  'account_holder.created': (accountHolder) => ({ eventName: 'account_holder.created', accountHolder }),
  'account_holder.package_change': (accountHolder) => ({
    eventName: 'account_holder.package_change',
    accountHolder,
    packageChange: accountHolder.packages.at(-1) ?? NO_PACKAGE,
  }),
};

/**
 * The newest account holders, in the shape of a webhook. The API lists them oldest first, so the last page is read; the other
 * events have no list of their own there.
 */
export const listRecords = async (
  provider: Provider,
  call: Context,
  type: string,
): Promise<readonly Body[] | undefined> => {
  const toEvent = EVENTS[type];
  if (!toEvent) return undefined;
  const readPage = async (offset: number) => {
    const reply = await callBasekit(call, 'GET', 'users', { params: { limit: PAGE, offset } });
    if (reply.kind !== 'ok') throw toApiError(call, provider, reply);
    return isRecord(reply.data) ? reply.data : {};
  };
  const first = await readPage(0);
  const count = asNumber(first['count']) ?? 0;
  const last = count > PAGE ? await readPage(count - PAGE) : first;
  return [...asRecords(last['accountHolders'])].reverse().slice(0, SHOWN).map(toAccountHolder).map(toEvent);
};
