import { toApiError } from '../../platform/api-errors.ts';
import { asId, asString } from '../../schema/json.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import type { Provider } from '../provider.ts';
import { callFirespring, UNKNOWN_WEBSITE } from './api.ts';
import { connection, type FirespringField } from './connection.ts';
import { confirm, listMessages } from './records.ts';

/**
 * Firespring, websites for nonprofits and printers. It does not sign webhooks: a secret token in the URL and a look-up in its API
 * verify them.
 *
 * @see https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview
 */
export const firespring: Provider<FirespringField, never> = {
  key: 'firespring',
  label: 'Firespring',
  connection: {
    ...connection,
    async test(context) {
      const response = await callFirespring(context, 'messages', { count: 1 });
      if (response.kind !== 'ok') throw toApiError(context, response, UNKNOWN_WEBSITE);
    },
  },
  verifier: sharedToken({ kind: 'token', in: 'query', name: 'token' }),
  secret: { from: 'connection', field: 'firespring_url_token' },
  // Firespring re-sends for three days.
  deduplicationWindow: 4 * 86_400,
  eventType: (body) => asString(body['event_type']),
  deliveryId: ({ id }) => asId(id),
  directions: (label) => ({
    steps: [
      'Copy the webhook URL above.',
      `At its end, add \`?token=\` and the token from the field *${label('firespring_url_token')}* of your connection, as in \`https://hooks.zapier.com/…/?token=your-token\`.`,
      'In Firespring’s Springboard, open **My Website > Website Settings** and find the webhooks.',
      'Add a webhook with the complete URL, including the token, for the events that should trigger this Zap, and save.',
      '*Test trigger* shows your newest messages or an example. To see a real event, publish the Zap and trigger the event, for example by submitting a form on your website.',
    ],
    note: 'The URL contains your token, so do not share it. With an API key and a website ID in the connection, each message and order is also looked up, and refused if it does not exist.',
  }),
  enrich: confirm,
  list: listMessages,
};
