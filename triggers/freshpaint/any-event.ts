import { freshpaint } from '../../providers/freshpaint/index.ts';
import { payload } from '../../schema/fields.ts';
import { ANY_EVENT, defineEvent } from '../define-event.ts';
import { common } from './samples.ts';
import { envelope, event, groupId, properties, traits } from './schemas.ts';

/** @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks */
export const anyEvent = defineEvent(freshpaint, {
  type: ANY_EVENT,
  key: 'freshpaint_any_event',
  noun: 'Event',
  label: 'New Event (Any Type)',
  description: 'Triggers when Freshpaint sends an event of any type.',
  payload: payload({ ...envelope, event, groupId, properties, traits }),
  sample: { type: 'track', ...common, event: 'Signed Up', properties: { plan: 'Premium', seats: 5, trial: true } },
});
