import type { Sandbox } from '../sandbox.ts';
import type { Connection } from '../zapier/zaps.ts';
import { type CreateContext, type CreateRow, openContext } from './create-trip.ts';
import { ingestionTrip } from './ingestion-trip.ts';
import { verifyTrips } from './verify-trip.ts';
import { webhookTrip } from './webhook-trip.ts';

/** What is tried with each create, by its key. */
const TRIPS: Readonly<Record<string, (context: CreateContext) => Promise<CreateRow[]>>> = {
  async basekit_create_webhook_subscription(context) {
    const key = 'basekit_create_webhook_subscription';
    return [await webhookTrip(context, { key, provider: 'basekit', inputs: (type) => ({ event: type }) })];
  },
  async buildr_create_webhook(context) {
    const create = {
      key: 'buildr_create_webhook',
      provider: 'buildr',
      inputs: (type: string) => ({ event_types: [type], description: 'Sandbox', rate_limit: 100 }),
      secret: { output: 'secret', field: 'buildr_webhook_secret' },
    };
    return [await webhookTrip(context, create)];
  },
  async freshpaint_track_event(context) {
    const properties = { plan: 'Premium', seats: 5 };
    const input = { event: 'Signed Up', properties };
    return [await ingestionTrip(context, { key: 'freshpaint_track_event', input, event: 'Signed Up', properties })];
  },
  async freshpaint_identify_user(context) {
    const traits = { phone: '+15558675309' };
    const input = { user_properties: traits };
    const properties = { $user_props: traits };
    return [await ingestionTrip(context, { key: 'freshpaint_identify_user', input, event: '$identify', properties })];
  },
  verify_delivery: verifyTrips,
};

/** Runs every create that the built app has, one row for each thing it can be used for. */
export const createTrips = async (sandbox: Sandbox, connection: Connection): Promise<CreateRow[]> => {
  const { creates } = await sandbox.zapier.definition();
  const context = await openContext(sandbox, connection);
  const rows: CreateRow[] = [];
  try {
    for (const key of Object.keys(creates)) {
      const trip = TRIPS[key];
      rows.push(...(trip ? await trip(context) : [{ label: key, cells: { Run: { isOk: false, saw: 'not tried' } } }]));
    }
  } finally {
    await context.hook.close();
  }
  return rows;
};
