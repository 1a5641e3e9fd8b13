import { anything, flag, group, integer, list, nullable, open, optional, text, time } from '../../schema/fields.ts';

/** The fields of every webhook. @see https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview */
export const envelope = {
  // Nullable, because the list of messages has no webhooks: a live example leaves these empty.
  id: nullable(integer('Webhook ID')),
  object: nullable(text('Object')),
  date_created: time('Created At'),
  event_type: nullable(text('Event Type')),
  payload: group('Payload', { id: optional(integer('ID')), object: optional(text('Object')) }),
  version: nullable(text('Version')),
};

const pricing = group('Pricing', {
  subtotal: integer('Subtotal (Cents)'),
  shipping: integer('Shipping (Cents)'),
  tax: integer('Tax (Cents)'),
  total: integer('Total (Cents)'),
});

const payments = group('Payment', {
  data: list('', {
    id: integer('ID'),
    amount: integer('Amount (Cents)'),
    currency: text('Currency'),
    date_created: time('Created At'),
    payment_type: text('Type'),
    transaction_id: text('Transaction ID'),
  }),
});

/**
 * Fields added after verification: a message or an order from the API, or nothing.
 *
 * @see https://proofs.firespring.engineering/sb-style/FDP-46362/docs/api/apis/messages/messageObject
 */
export const withRecord = {
  confirmed: flag('Confirmed'),
  record_age_seconds: nullable(integer('Record Age (Seconds)')),
  record: group('Record', {
    id: optional(integer('ID')),
    object: optional(text('Object')),
    date_created: optional(time('Created At')),
    form: optional(group('Form', { id: integer('ID'), title: text('Title') })),
    // Each form has different fields.
    form_submission: optional(group('Form', { fields: open('Fields') })),
    message_tracking_number: optional(text('Message Tracking Number')),
    message_type: optional(text('Message Type')),
    payment_transactions: optional(payments),
    amount_paid: optional(integer('Amount Paid (Cents)')),
    currency: optional(text('Currency')),
    order_type: optional(text('Order Type')),
    pricing: optional(pricing),
    status: optional(text('Status')),
    // A number, or an object if the request includes it.
    user: optional(anything('User')),
  }),
};
