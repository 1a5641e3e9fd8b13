import { validateSecret } from '../../platform/validate.ts';
import { asId, asString, asText } from '../../schema/json.ts';
import { hmac } from '../../verification/hmac.ts';
import type { Filter, Provider } from '../provider.ts';

const GUIDE = '[Analytics Webhooks](https://support.builtfirst.com/en/articles/6909751-analytics-webhooks)';

/** Builtfirst writes it as `true` or as `"true"`. */
const isYes = (value: unknown): boolean => asText(value)?.trim().toLowerCase() === 'true';

const testEvents: Filter = {
  field: {
    key: 'include_test_events',
    label: 'Include Test Events',
    type: 'boolean',
    default: 'false',
    helpText:
      'Builtfirst can send events that are tests with no real data, marked as *mock*. They go to the same URL as real ones, so they are left out unless you say yes here. Say yes while you try out the Zap, and no again before you rely on it.',
  },
  matches: ({ mock }, input) => isYes(input) || !isYes(mock),
};

/**
 * Builtfirst, the marketplace of perks: every event goes to every URL on its Webhooks page, signed with the secret shown there.
 *
 * @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks
 */
export const builtfirst: Provider = {
  key: 'builtfirst',
  label: 'Builtfirst',
  connection: {
    fields: [
      {
        key: 'builtfirst_webhook_secret',
        label: 'Builtfirst Webhook Secret',
        type: 'password',
        helpText: `The secret key that Builtfirst signs its webhooks with. In Builtfirst, open the menu at the top right > *Webhooks* and copy the key from that page: see ${GUIDE}. Zapier cannot ask Builtfirst whether the key is right, only check that it is filled in: the first event will show. While you change keys, enter the old and the new one with a space between them.`,
        validate: validateSecret,
      },
    ],
    groups: [['builtfirst_webhook_secret']],
    credentials: [],
  },
  verifier: hmac({ header: 'Builtfirst-Webhook-Signature-SHA256', encoding: 'hex' }),
  secret: { from: 'connection', field: 'builtfirst_webhook_secret' },
  // Builtfirst does not say whether or how long it re-sends.
  deduplicationWindow: 3 * 86_400,
  eventType: ({ type }) => asString(type),
  deliveryId: ({ id }) => asId(id),
  filters: [testEvents],
  directions: [
    '1. Copy the webhook URL that Zapier shows here.',
    '2. In Builtfirst, open the menu at the top right and click **Webhooks**.',
    '3. Add a webhook, paste the URL and save.',
    '4. On the same page, copy the secret key. Unless it is there already, paste it into the field *Builtfirst Webhook Secret* of the connection that this Zap uses: requests that are not signed with it are refused.',
    '5. *Test trigger* shows an example. To see an event of your own, publish the Zap and let the event that starts this Zap happen in Builtfirst. Test events start the Zap only while *Include Test Events* is on.',
    'Builtfirst sends every kind of event to every URL. Each trigger but *Any Builtfirst Event* takes only the kind that it is named after, so give each Zap the URL that its own trigger shows.',
  ].join('\n'),
};
