import { anything, flag, group, integer, list, open, text, time } from '../fields.ts';

/** All webhooks have these. @see https://proofs.firespring.engineering/sb-style/175/docs/webhooks/v2/overview */
export const envelope = {
  // Nothing but a webhook itself has these four: a live example made from a message leaves them empty.
  id: integer('Webhook ID').nullable(),
  object: text('Object').nullable(),
  date_created: time('Created At'),
  event_type: text('Event Type').nullable(),
  payload: group('Payload', { id: integer('ID').optional(), object: text('Object').optional() }),
  version: text('Version').nullable(),
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
 * What is added after the proof: a message or an order from the API, or nothing.
 *
 * @see https://proofs.firespring.engineering/sb-style/FDP-46362/docs/api/apis/messages/messageObject
 */
export const withRecord = {
  confirmed: flag('Confirmed'),
  record: group('Record', {
    id: integer('ID').optional(),
    object: text('Object').optional(),
    date_created: time('Created At').optional(),
    form: group('Form', { id: integer('ID'), title: text('Title') }).optional(),
    // Every form has fields of its own.
    form_submission: group('Form', { fields: open('Fields') }).optional(),
    message_tracking_number: text('Message Tracking Number').optional(),
    message_type: text('Message Type').optional(),
    payment_transactions: payments.optional(),
    amount_paid: integer('Amount Paid (Cents)').optional(),
    currency: text('Currency').optional(),
    order_type: text('Order Type').optional(),
    pricing: pricing.optional(),
    status: text('Status').optional(),
    // The API gives a number, or an object where that was asked for.
    user: anything('User').optional(),
  }),
};
