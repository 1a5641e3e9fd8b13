import { toApiError } from '../../platform/api-errors.ts';
import { asId, asString } from '../../schema/json.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import type { Provider } from '../provider.ts';
import { callFirespring, UNKNOWN_WEBSITE } from './api.ts';
import { connection } from './connection.ts';
import { confirm, listMessages } from './records.ts';

/**
 * Firespring, websites for nonprofits and printers. It signs nothing: a secret token on the URL, then its own API, show that a
 * webhook is genuine.
 *
 * @see https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview
 */
export const firespring: Provider = {
  key: 'firespring',
  label: 'Firespring',
  connection: {
    ...connection,
    async test(call) {
      const reply = await callFirespring(call, 'messages', { count: 1 });
      if (reply.kind !== 'ok') throw toApiError(call, firespring, reply, UNKNOWN_WEBSITE);
    },
  },
  verifier: sharedToken({ query: 'token' }),
  secret: { from: 'connection', field: 'firespring_url_token' },
  // Firespring re-sends for three days.
  deduplicationWindow: 4 * 86_400,
  eventType: (body) => asString(body['event_type']),
  deliveryId: ({ id }) => asId(id),
  directions: [
    '1. Copy the webhook URL that Zapier shows here.',
    '2. At its end, add `?token=` and the token that you entered in the field *Firespring URL Token* of the connection that this Zap uses. It then looks like `https://hooks.zapier.com/…/?token=your-token`. Requests without the token are refused.',
    '3. In Firespring’s Springboard, open **My Website > Website Settings** and find the webhooks there.',
    '4. Add a webhook with the whole URL, token included, for the events that should start this Zap, and save.',
    '5. *Test trigger* shows your newest messages or an example. To see a webhook of your own, publish the Zap and let the event happen, for example by sending a form on your website.',
    'Whoever sees the URL sees the token, so do not share it. With an API key and a website ID in the connection, each message and order is also looked up at Firespring, and refused if it does not exist there.',
  ].join('\n'),
  enrich: (call, _type, body) => confirm(firespring, call, body),
  list: (call) => listMessages(firespring, call),
};
