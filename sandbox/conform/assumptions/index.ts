import type { Event } from '../../../triggers/define-event.ts';
import type { Assumption } from '../assumption.ts';
import { acceptsTestEvent, acceptsVersion, connectsInAnyVersion, hasToken, signsIn } from '../checks/connection.ts';
import { namesRecord } from '../checks/deliveries.ts';
import { listsOldestFirst } from '../checks/lists.ts';
import { callsOpportunities } from '../checks/subscriptions.ts';
import { type Changes, standardAssumptions } from './standard.ts';

/** What a provider assumes besides the standard assumptions, or differently. */
interface Own {
  readonly changes: Readonly<Record<string, Changes>>;
  readonly extra: readonly Assumption[];
}

const OWN: Readonly<Record<string, Own>> = {
  basekit: {
    changes: {
      connection: {
        text: 'The API is at the address in the connection and has `GET /brands`.',
        setting: 'basekit_api_url',
      },
      'wrong-credentials': { text: 'A wrong password is refused with 401 or 403.' },
      list: { text: '`GET /users` returns `accountHolders` with the documented fields.' },
      subscribe: { text: 'The subscription endpoint has the expected path.', setting: 'BASEKIT_SUBSCRIPTIONS_PATH' },
      'subscription-id': {
        text: 'The answer contains the `ref` or `id` of the subscription, at the top or in `subscription`.',
      },
      unsubscribe: { text: '`DELETE …/{ref}` deletes a subscription.' },
    },
    extra: [
      {
        id: 'basekit.list-order',
        text: '`GET /users` starts with the oldest account holder.',
        setting: 'providers/basekit/records.ts',
        check: listsOldestFirst,
      },
    ],
  },
  buildr: {
    changes: {
      connection: { text: 'The API is at its documented address and has `GET /contacts`.', setting: 'BUILDR_API_URL' },
      'wrong-credentials': {
        text: 'A wrong client secret is refused with 400, 401 or 403.',
        setting: 'providers/buildr/api.ts',
      },
      record: { text: 'A record is returned in its name (`contact`) or in `item`.' },
      'subscription-id': { text: 'The answer contains the ID at `webhook.id`.' },
      unsubscribe: { text: '`DELETE /webhooks/{id}` deletes a webhook.' },
      'event-names': {
        text: 'The API accepts the documented names of all events, or `project.*` for `opportunity.*`.',
      },
      signature: {
        text: 'Deliveries are signed with the secret that the app sets when it creates a webhook.',
        setting: 'providers/buildr/connection.ts',
      },
      'signature-names': { setting: 'providers/buildr/connection.ts' },
    },
    extra: [
      {
        id: 'buildr.token-url',
        text: 'The token endpoint is at its documented address.',
        setting: 'BUILDR_TOKEN_URL',
        check: signsIn,
      },
      {
        id: 'buildr.token',
        text: 'The answer of the token endpoint contains `access_token`.',
        setting: 'providers/buildr/api.ts',
        check: hasToken,
      },
      {
        id: 'buildr.opportunities',
        text: 'Opportunities are called by that name, or projects.',
        setting: 'providers/buildr/subscriptions.ts',
        check: callsOpportunities,
      },
    ],
  },
  freshpaint: {
    changes: {},
    extra: [
      {
        id: 'freshpaint.track',
        text: 'The API for events is at its documented address. It confirms neither the event nor the environment ID.',
        setting: 'FRESHPAINT_API_URL',
        check: acceptsTestEvent,
      },
    ],
  },
  firespring: {
    changes: {
      connection: {
        text: 'The API is at its documented address and has `GET /websites/{id}/messages`.',
        setting: 'FIRESPRING_API_URL',
        check: connectsInAnyVersion,
      },
    },
    extra: [
      {
        id: 'firespring.version',
        text: 'The API accepts the version that the app asks for.',
        setting: 'FIRESPRING_API_VERSION',
        check: acceptsVersion,
      },
      {
        id: 'firespring.record-name',
        text: 'Events name their record as `payload.object` and `payload.id`.',
        setting: 'providers/firespring/records.ts',
        check: namesRecord,
      },
    ],
  },
};

/** The assumptions about the provider of an event. */
export const assumptionsAbout = (event: Event): readonly Assumption[] => {
  const { changes = {}, extra = [] } = OWN[event.provider.key] ?? {};
  return standardAssumptions(event, changes, extra);
};
