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
  label: 'New Tracked Event',
  description: 'Triggers when Freshpaint tracks an event of a user.',
  payload: payload({ ...envelope, event, properties }),
  filters: [
    oneOfFilter(
      {
        key: 'event_names',
        label: 'Only These Events',
        helpText:
          'Only trigger for events with these names, as written in Freshpaint. Leave empty for all. Events without a name, as in HIPAA mode, always trigger.',
      },
      (body) => body['event'],
    ),
  ],
  sample: { type: 'track', ...common, event: 'Signed Up', properties: { plan: 'Premium', seats: 5, trial: true } },
});
