import { ZapierError } from 'zapier-local';
import { asId } from '../../schema/json.ts';
import type { Bench } from './bench.ts';
import type { Evidence, Webhook } from './evidence.ts';
import type { LiveZap, Plan } from './plan.ts';

interface Created {
  readonly webhook: Webhook;
  readonly live: LiveZap;
}

const subscribeAll = async (bench: Bench, plan: Plan, evidence: Evidence): Promise<readonly Created[]> => {
  const { zapier, recorder, step, createZap } = bench;
  const created: Created[] = [];
  for (const event of plan.events) {
    if (plan.signal?.aborted) break;
    const zap = createZap(event);
    const isConfirmed = await plan.confirm({
      title: `Create a webhook for “${event.label}” in ${event.provider.label}, and delete it at the end`,
      requests: [`create: ${zap.url}`, 'delete', 'delete again, to see the answer'],
    });
    if (!isConfirmed) {
      evidence.skipped.webhooks = 'Not confirmed.';
      continue;
    }
    const subscribe = await recorder.allowing(() => step(() => zapier.turnOn(zap)));
    const webhook: Webhook = { event, subscribe, id: asId(zap.subscription?.['id']) };
    evidence.webhooks.push(webhook);
    created.push({ webhook, live: { event, zap } });
  }
  return created;
};

const unsubscribe = async ({ zapier, recorder, step }: Bench, { webhook, live: { zap } }: Created): Promise<void> => {
  const turnOff = () =>
    recorder.allowing(() =>
      step(async () => {
        const outcome = await zapier.turnOff(zap);
        if (!outcome.ok) throw new ZapierError(outcome.error);
      }),
    );
  if (webhook.id === undefined) return;
  webhook.unsubscribe = await turnOff();
  webhook.again = await turnOff();
};

/**
 * Creates webhooks, uses them, and deletes them whatever happens. Without an API for webhooks, the URL is for the provider's
 * settings page.
 */
export const withWebhooks = async (
  bench: Bench,
  plan: Plan,
  evidence: Evidence,
  isConnected: boolean,
  use: (zaps: readonly LiveZap[]) => Promise<void>,
): Promise<void> => {
  if (!evidence.event.provider.subscriptions) {
    const zaps = plan.events.map((event) => ({ event, zap: bench.createZap(event) }));
    for (const { zap } of zaps) await bench.zapier.turnOn(zap);
    return use(zaps);
  }
  if (!isConnected) {
    evidence.skipped.deliveries = 'The app did not connect.';
    return;
  }
  const created = await subscribeAll(bench, plan, evidence);
  try {
    await use(created.filter(({ live }) => live.zap.isOn).map(({ live }) => live));
  } finally {
    for (const one of created) await unsubscribe(bench, one);
  }
};

/** How many webhooks may be left at the provider. */
export const countLeftovers = ({ webhooks }: Evidence): number =>
  webhooks.filter(({ subscribe, unsubscribe: deleted }) => {
    const status = subscribe.exchanges.at(-1)?.status ?? 0;
    const deletion = deleted?.exchanges.at(-1)?.status ?? 0;
    return status >= 200 && status < 300 && !(deletion >= 200 && deletion < 300);
  }).length;
