import { signedWebhook } from '../../providers/signed-webhook/index.ts';
import { openSigned, outcomeOf } from './bench.ts';
import { SENDERS, senderOf } from './senders.ts';
import { type Request, signed } from './signing.ts';

const bench = openSigned();

/** What becomes of some requests to one Zap. */
const outcomesOf = async (key: string, requests: readonly Request[]): Promise<string[]> => {
  const zap = await bench.zapOf(key);
  const outcomes: string[] = [];
  for (const request of requests) outcomes.push(outcomeOf(await bench.deliver(zap, request)));
  return outcomes;
};

describe.each(SENDERS)('$key', (sender) => {
  test('A request that is sent again unchanged is a duplicate', async () => {
    const request = signed(sender);
    expect(await outcomesOf(sender.key, [request, request])).toEqual(['delivered', 'dropped']);
  });

  test('Two events of one type are both delivered', async () => {
    const isIdSigned = sender.id !== undefined && sender.body.includes(sender.id);
    const another = isIdSigned
      ? sender.body.replace(sender.id, `${sender.id}7`)
      : sender.body.replace('{', '{"more":1,');
    const isIdInHeader = ['standard_webhooks', 'svix'].includes(sender.key);
    // Their signed ID is the same in both requests, so it is one event.
    const second = isIdInHeader ? 'dropped' : 'delivered';
    const requests = [signed(sender), signed(sender, another)];
    expect(await outcomesOf(sender.key, requests)).toEqual(['delivered', second]);
  });

  test('The same event is delivered to two Zaps', async () => {
    const request = signed(sender);
    const outcomes = [await outcomesOf(sender.key, [request]), await outcomesOf(sender.key, [request])];
    expect(outcomes.flat()).toEqual(['delivered', 'delivered']);
  });
});

test.each(['stripe', 'standard_webhooks', 'paddle', 'svix', 'mux', 'workos', 'customer_io', 'zendesk', 'calendly'])(
  '%s: an event that is sent again with a new timestamp and signature is a duplicate',
  async (key) => {
    const at = Date.now();
    const requests = [90_000, 60_000, 0].map((ago) => signed(senderOf(key), undefined, at - ago));
    expect(new Set(requests.map(({ headers }) => JSON.stringify(headers))).size).toBe(3);
    // Zendesk's events have an ID, unlike the bodies that administrators write.
    expect(await outcomesOf(key, requests)).toEqual(['delivered', 'dropped', 'dropped']);
  },
);

test('stripe: two events with one ID and different bodies are one event', async () => {
  const stripe = senderOf('stripe');
  const changed = stripe.body.replace('"object"', '"pending_webhooks":1,"object"');
  expect(await outcomesOf('stripe', [signed(stripe), signed(stripe, changed)])).toEqual(['delivered', 'dropped']);
});

test('linear: two events of one configuration are two events', async () => {
  const linear = senderOf('linear');
  const other = linear.body.replace('"create"', '"update"');
  expect(other).toContain('"webhookId":"000042e3"');
  expect(await outcomesOf('linear', [signed(linear), signed(linear, other)])).toEqual(['delivered', 'delivered']);
});

test('lemon_squeezy: two events of one order are two events', async () => {
  const lemonSqueezy = senderOf('lemon_squeezy');
  const refunded = lemonSqueezy.body.replace('order_created', 'order_refunded');
  const outcomes = await outcomesOf('lemon_squeezy', [signed(lemonSqueezy), signed(lemonSqueezy, refunded)]);
  expect(outcomes).toEqual(['delivered', 'delivered']);
});

test('ghost: two events with the same body at different times are two events', async () => {
  const ghost = senderOf('ghost');
  const at = Date.now();
  const [first, second] = [signed(ghost, undefined, at - 1000), signed(ghost, undefined, at)];
  expect(first.body).toBe(second.body);
  expect(await outcomesOf('ghost', [first, second, first, second])).toEqual([
    'delivered',
    'delivered',
    'dropped',
    'dropped',
  ]);
});

test('zendesk: two requests with the same text at different times are two events', async () => {
  const at = Date.now();
  const requests = [2000, 0].map((ago) => signed(senderOf('zendesk'), 'The ticket was updated.', at - ago));
  expect(await outcomesOf('zendesk', requests)).toEqual(['delivered', 'delivered']);
});

test('A duplicate without a signed ID is recognized for one day, or ten minutes if bodies may repeat', async () => {
  const windows = await Promise.all(
    SENDERS.map(async ({ key }) => {
      const settings = await signedWebhook.choice?.configure({ sender: key });
      return typeof settings === 'object' ? [key, settings.windowWithoutId] : [key, settings];
    }),
  );
  expect(windows).toEqual(SENDERS.map(({ key }) => [key, ['github', 'sentry'].includes(key) ? 600 : 86_400]));
  expect(signedWebhook.deduplicationWindow).toBe(3 * 86_400);
});
