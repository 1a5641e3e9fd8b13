import { freshpaint } from '../../providers/freshpaint/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { oneOfFilter } from '../filters.ts';
import { common } from './samples.ts';
import { envelope, event, properties } from './schemas.ts';

/** @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks */
export const track = defineEvent(freshpaint, {
  type: 'track',
  key: 'freshpaint_track',
  noun: 'Event',
  label: 'Event Tracked',
  description: 'Triggers when a user does something that Freshpaint tracks.',
  payload: payload({ ...envelope, event, properties }),
  filters: [
    oneOfFilter(
      {
        key: 'event_names',
        label: 'Only These Events',
        helpText:
          'Start the Zap only for events with one of these names, written in full as in Freshpaint; upper and lower case do not matter. Leave it empty for every event. An event without a name, as HIPAA mode may send it, starts the Zap too.',
      },
      (body) => body['event'],
    ),
  ],
  sample: { type: 'track', ...common, event: 'Signed Up', properties: { plan: 'Premium', seats: 5, trial: true } },
});
