import type { Connection } from 'zapier-local';
import type { Sandbox } from '../sandbox.ts';
import { type ActionContext, type ActionRow, createActionContext } from './action-context.ts';
import { checkEventAction } from './event-action.ts';
import { checkVerifyAction } from './verify-action.ts';
import { checkWebhookAction } from './webhook-action.ts';

/** The checks of each action, by its key. */
const CHECKS: Readonly<Record<string, (context: ActionContext, key: string) => Promise<ActionRow[]>>> = {
  async basekit_create_webhook_subscription(context, key) {
    return [await checkWebhookAction(context, { key, provider: 'basekit', inputs: (type) => ({ event: type }) })];
  },
  async buildr_create_webhook(context, key) {
    const action = {
      key,
      provider: 'buildr',
      inputs: (type: string) => ({ event_types: [type], description: 'Sandbox', rate_limit: 100 }),
      secret: { output: 'secret', field: 'buildr_webhook_secret' },
    };
    return [await checkWebhookAction(context, action)];
  },
  async freshpaint_track_event(context, key) {
    const properties = { plan: 'Premium', seats: 5 };
    const input = { event: 'Signed Up', properties };
    return [await checkEventAction(context, { key, input, event: 'Signed Up', properties })];
  },
  async freshpaint_identify_user(context, key) {
    const traits = { phone: '+15558675309' };
    const input = { user_properties: traits };
    return [await checkEventAction(context, { key, input, event: '$identify', properties: { $user_props: traits } })];
  },
  verify_delivery: checkVerifyAction,
};

/** Checks every action of the built app. */
export const checkActions = async (sandbox: Sandbox, connection: Connection): Promise<ActionRow[]> => {
  const { creates } = await sandbox.zapier.definition();
  const context = await createActionContext(sandbox, connection);
  const rows: ActionRow[] = [];
  try {
    for (const key of Object.keys(creates)) {
      const check = CHECKS[key];
      if (check) rows.push(...(await check(context, key)));
      else rows.push({ label: key, results: { Run: { isOk: false, outcome: 'no checks' } } });
    }
  } finally {
    await context.hook.close();
  }
  return rows;
};
