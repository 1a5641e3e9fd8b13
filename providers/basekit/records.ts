import { toApiError } from '../../platform/api-errors.ts';
import type { Context } from '../../platform/context.ts';
import { asNumber, asRecord, asRecords, isRecord } from '../../schema/json.ts';
import type { Body } from '../../verification/verify.ts';
import { callBasekit } from './api.ts';
import type { BasekitField } from './connection.ts';

const PAGE_SIZE = 20;
const SHOWN = 5;

/** The REST API writes `{date: "2023-03-06 10:15:59.000000", timezone_type, timezone: "UTC"}`, a webhook `2023-03-06T10:15:59+00:00`. */
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
    metadata: asRecord(metadata),
  };
};

const NO_PACKAGE = toPackage({});

/** The events that can be created from an account holder. */
const EVENTS: Readonly<Record<string, (holder: ReturnType<typeof toAccountHolder>) => Body>> = {
  'account_holder.created': (accountHolder) => ({ eventName: 'account_holder.created', accountHolder }),
  'account_holder.package_change': (accountHolder) => ({
    eventName: 'account_holder.package_change',
    accountHolder,
    packageChange: accountHolder.packages.at(-1) ?? NO_PACKAGE,
  }),
};

/** The newest account holders, in the shape of a webhook. The API has no list for the other events. */
export const listRecords = async (
  context: Context<BasekitField>,
  type: string,
): Promise<readonly Body[] | undefined> => {
  const toEvent = EVENTS[type];
  if (!toEvent) return undefined;
  const readPage = async (offset: number) => {
    const response = await callBasekit(context, 'GET', 'users', { params: { limit: PAGE_SIZE, offset } });
    if (response.kind !== 'ok') throw toApiError(context, response);
    return asRecord(response.data);
  };
  const first = await readPage(0);
  const count = asNumber(first['count']) ?? 0;
  // The oldest come first, so the newest are on the last page.
  const last = count > PAGE_SIZE ? await readPage(count - PAGE_SIZE) : first;
  return [...asRecords(last['accountHolders'])].reverse().slice(0, SHOWN).map(toAccountHolder).map(toEvent);
};
