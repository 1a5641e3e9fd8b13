import type { Event } from '../../../triggers/define-event.ts';
import { headersOf, parametersOf } from '../../../verification/scheme.ts';
import { type Assumption, type Check, notTested } from '../assumption.ts';
import { connects, refusesWrongCredentials } from '../checks/connection.ts';
import { hasDeliveryId, matchesSchema, namesEvent, namesKnownEvents, senderNamesEvent } from '../checks/deliveries.ts';
import { listsRecords } from '../checks/lists.ts';
import { readsRecords } from '../checks/records.ts';
import { hasSignatureNames, verifies } from '../checks/signature.ts';
import { knowsEvents, returnsId, subscribes, unsubscribes, unsubscribesAgain } from '../checks/subscriptions.ts';

/** What a provider's file changes about a standard assumption. */
export type Changes = Partial<Omit<Assumption, 'id'>>;

interface Standard {
  readonly name: string;
  readonly text: string;
  /** The file to change, unless the provider's file names a setting. */
  readonly setting: string;
  readonly check: Check;
  readonly applies: (event: Event) => boolean;
}

const hasApi = ({ provider }: Event): boolean => provider.connection.test !== undefined;
const hasSubscriptions = ({ provider }: Event): boolean => provider.subscriptions !== undefined;
const hasChoice = ({ provider }: Event): boolean => provider.choice !== undefined;

const standardFor = ({ provider }: Event): readonly Standard[] => {
  const folder = `providers/${provider.key.replaceAll('_', '-')}/`;
  const events = `triggers/${provider.key.replaceAll('_', '-')}/`;
  const api = `${folder}index.ts`;
  const webhooks = `${folder}subscriptions.ts`;
  const { scheme } = provider.verifier;
  const names = [...headersOf(scheme), ...parametersOf(scheme)].map((name) => `\`${name}\``).join(', ');
  const always = () => true;
  return [
    { name: 'connection', text: 'The connection works.', setting: api, check: connects, applies: always },
    {
      name: 'wrong-credentials',
      text: 'Wrong credentials are refused with 401 or 403.',
      setting: 'platform/api-errors.ts',
      check: refusesWrongCredentials,
      applies: hasApi,
    },
    {
      name: 'list',
      text: 'The lists for *Test trigger* have the documented shape.',
      setting: `${folder}records.ts`,
      check: listsRecords,
      applies: (event) => hasApi(event) && event.provider.list !== undefined,
    },
    {
      name: 'record',
      text: 'The API returns the record that an event names.',
      setting: `${folder}records.ts`,
      check: readsRecords,
      applies: ({ provider: { enrich } }) => enrich !== undefined,
    },
    {
      name: 'subscribe',
      text: 'A webhook can be created.',
      setting: webhooks,
      check: subscribes,
      applies: hasSubscriptions,
    },
    {
      name: 'event-names',
      text: 'The API accepts the documented names of all events.',
      setting: events,
      check: knowsEvents,
      applies: hasSubscriptions,
    },
    {
      name: 'subscription-id',
      text: 'The answer contains the ID of the new webhook.',
      setting: webhooks,
      check: returnsId,
      applies: hasSubscriptions,
    },
    {
      name: 'unsubscribe',
      text: 'A webhook can be deleted by its ID.',
      setting: webhooks,
      check: unsubscribes,
      applies: hasSubscriptions,
    },
    {
      name: 'unsubscribe-again',
      text: 'Deleting a webhook again is answered with success, 404 or 410.',
      setting: 'triggers/hook-trigger.ts',
      check: unsubscribesAgain,
      applies: hasSubscriptions,
    },
    {
      name: 'signature-names',
      text: `Deliveries have ${names}. Capital letters do not matter.`,
      setting: api,
      check: hasSignatureNames,
      applies: always,
    },
    { name: 'signature', text: 'Deliveries are signed as documented.', setting: api, check: verifies, applies: always },
    {
      name: 'event-type',
      text: 'Deliveries name their event as documented.',
      setting: events,
      check: namesKnownEvents,
      applies: (event) => !hasChoice(event) && namesEvent(event),
    },
    {
      name: 'event-type',
      text: 'Deliveries name their event where the description of the sender says.',
      setting: `${folder}senders/`,
      check: senderNamesEvent,
      applies: hasChoice,
    },
    {
      name: 'schema',
      text: 'Bodies have the documented fields.',
      setting: events,
      check: matchesSchema,
      applies: (event) => !hasChoice(event),
    },
    {
      name: 'delivery-id',
      text: 'Bodies have the ID by which duplicates are recognized.',
      setting: api,
      check: hasDeliveryId,
      applies: (event) => !hasChoice(event) && event.provider.deliveryId !== undefined,
    },
  ];
};

/** Zapier's own part, which no run outside Zapier can test. */
const ZAPIER: Assumption = {
  id: 'zapier.request-id',
  text: 'Zapier adds an `X-Request-Id` to each request.',
  check: () => notTested('Only Zapier itself adds it.'),
};

/**
 * The assumptions about a provider that follow from its declaration.
 *
 * @param changes what a provider's file says differently, by the name of the assumption
 * @param extra the provider's own assumptions
 */
export const standardAssumptions = (
  event: Event,
  changes: Readonly<Record<string, Changes>> = {},
  extra: readonly Assumption[] = [],
): readonly Assumption[] => {
  const { key, sender } = event.provider;
  const standard = standardFor(event)
    .filter(({ applies }) => applies(event))
    .map(({ name, text, setting, check }) => ({
      id: `${sender?.key ?? key}.${name}`,
      text,
      setting,
      check,
      ...changes[name],
    }));
  return [...standard, ...extra, ZAPIER];
};
