import type { Connection } from '../../platform/context.ts';
import { validateSecret } from '../../platform/validate.ts';
import { asId, asString, isTrue } from '../../schema/json.ts';
import { hmac } from '../../verification/hmac.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import type { Filter, Provider } from '../provider.ts';

const GUIDE = '[Analytics Webhooks](https://support.builtfirst.com/en/articles/6909751-analytics-webhooks)';

const fields = {
  builtfirst_webhook_secret: {
    label: 'Webhook Secret',
    type: 'password',
    helpText: `Builtfirst signs its webhooks with this secret key. Copy it in Builtfirst from the menu at the top right > *Webhooks*: see ${GUIDE}. It is checked when the first event arrives. To rotate, enter both keys separated by a space.`,
    validate: validateSecret,
  },
} satisfies Connection['fields'];

const testEvents: Filter = {
  field: {
    key: 'include_test_events',
    label: 'Include Test Events',
    type: 'boolean',
    default: 'false',
    helpText:
      'Builtfirst can send test events without real data, marked as *mock*. Choose *True* to test the Zap, and *False* before you use it.',
  },
  matches: ({ mock }, input) => isTrue(input) || !isTrue(mock),
};

/**
 * Builtfirst, a marketplace of deals. It sends every event to every URL on its Webhooks page, signed with the secret on that page.
 *
 * @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks
 */
export const builtfirst: Provider<keyof typeof fields, never> = {
  key: 'builtfirst',
  label: 'Builtfirst',
  connection: { fields, groups: [['builtfirst_webhook_secret']], credentials: [], keepsSession: true },
  verifier: hmac(hmacScheme({ header: 'Builtfirst-Webhook-Signature-SHA256' })),
  secret: { from: 'connection', field: 'builtfirst_webhook_secret' },
  // Builtfirst does not document whether or how long it re-sends.
  deduplicationWindow: 3 * 86_400,
  eventType: ({ type }) => asString(type),
  deliveryId: ({ id }) => asId(id),
  filters: [testEvents],
  directions: (label) => ({
    steps: [
      'Copy the webhook URL above.',
      'In Builtfirst, open the menu at the top right and click **Webhooks**.',
      'Add a webhook, paste the URL and save.',
      `Copy the secret key from the same page. If it is not there yet, paste it into the field *${label('builtfirst_webhook_secret')}* of your connection.`,
      '*Test trigger* shows an example. To see a real event, publish the Zap and trigger the event in Builtfirst. Turn on *Include Test Events* to receive test events.',
    ],
    note: 'Each Zap has its own URL. Other event types are ignored.',
  }),
};
