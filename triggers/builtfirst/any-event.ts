import { builtfirst } from '../../providers/builtfirst.ts';
import { defineEvent, EVERY_TYPE } from '../define-event.ts';
import { payload } from '../fields.ts';
import { redemption as example } from './samples.ts';
import { anyData, envelope } from './shapes.ts';

/** @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks */
export const anyEvent = defineEvent(builtfirst, {
  type: EVERY_TYPE,
  key: 'builtfirst_any_event',
  noun: 'Event',
  label: 'Any Builtfirst Event',
  description: 'Triggers when anything happens that Builtfirst sends events about.',
  payload: payload({ ...envelope, data: anyData }),
  sample: {
    id: '8f14e45f-ceea-467f-a1d3-2f5b0c9a7e02',
    object: 'event',
    mock: false,
    type: 'redemption_activated',
    data: example,
  },
});
