import { signedWebhook } from '../../providers/signed-webhook/index.ts';
import { nullable, openOrOther, payload, text, time } from '../../schema/fields.ts';
import { ANY_EVENT, defineEvent } from '../define-event.ts';
import { oneOfFilter } from '../filters.ts';

/** @see https://www.standardwebhooks.com */
export const signedWebhookReceived = defineEvent(signedWebhook, {
  type: ANY_EVENT,
  key: 'signed_webhook_received',
  noun: 'Webhook',
  label: 'New Signed Webhook',
  description: 'Triggers when a sender that you select, such as GitHub or Stripe, sends a signed webhook.',
  payload: payload({
    sender: text('Sender'),
    event_type: nullable(text('Event Type')),
    delivery_id: text('Delivery ID'),
    sent_at: nullable(time('Sent At')),
    payload: openOrOther('Payload'),
  }),
  sample: {
    sender: 'standard_webhooks',
    event_type: 'contact.created',
    delivery_id: 'msg_2Kf0p3xZ7d9QwErTyUiOpAsDfGh',
    sent_at: '2022-11-03T20:26:10.000Z',
    payload: { type: 'contact.created', data: { fullName: 'John Smith' } },
  },
  filters: [
    oneOfFilter(
      {
        key: 'event_types',
        label: 'Event Types',
        helpText: 'Only trigger for these types, such as `invoice.paid`. Leave empty for all.',
      },
      (envelope) => envelope['event_type'],
      // Otherwise a request without the header of its type would pass every filter.
      { passesUnknown: false },
    ),
  ],
});
