const message = (id: number) => ({
  id,
  object: 'message',
  date_created: '2018-05-31T15:22:10+00:00',
  form: { id: 10119690, title: 'Registration Form' },
  form_submission: { fields: { email: `visitor${id}@example.com`, first_name: 'Robin' } },
  message_tracking_number: `4415297e3af8c${id}`,
  message_type: 'event_management',
  payment_transactions: {
    data: [
      {
        id: 7679878,
        amount: 2500,
        currency: 'usd',
        date_created: '2018-05-31T15:22:10+00:00',
        payment_type: 'credit_card',
        transaction_id: '09a3dc19d8924da88d391d8cb78a7988',
      },
    ],
  },
});

const order = (id: number) => ({
  id,
  object: 'order',
  amount_paid: 4200,
  currency: 'usd',
  date_created: '2018-06-01T10:00:00+00:00',
  order_type: 'store',
  pricing: { subtotal: 4000, shipping: 100, tax: 100, total: 4200 },
  status: 'complete',
  user: 77,
});

/** Another customer's website, with one message. */
export const OTHER_WEBSITE = { id: '4712', records: { messages: [message(9001)] } };

/** The records of the customer's website, oldest first. Amounts are in cents. */
export const FIRESPRING_RECORDS: Readonly<Record<string, readonly { readonly id: number }[]>> = {
  messages: [49, 50, 51, 52, 53].map(message),
  orders: [801, 802].map(order),
};
