import { builtfirst } from '../../providers/builtfirst/index.ts';
import { payload } from '../../schema/fields.ts';
import { ANY_EVENT, defineEvent } from '../define-event.ts';
import { redemption as example } from './samples.ts';
import { anyData, envelope } from './schemas.ts';

/** @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks */
export const anyEvent = defineEvent(builtfirst, {
  type: ANY_EVENT,
  key: 'builtfirst_any_event',
  noun: 'Event',
  label: 'New Event (Any Type)',
  description: 'Triggers when Builtfirst sends an event of any type.',
  payload: payload({ ...envelope, data: anyData }),
  sample: {
    id: '8f14e45f-ceea-467f-a1d3-2f5b0c9a7e02',
    object: 'event',
    mock: false,
    type: 'redemption_activated',
    data: example,
  },
});
