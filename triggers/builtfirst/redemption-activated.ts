import { builtfirst } from '../../providers/builtfirst/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { redemption as example } from './samples.ts';
import { envelope, redemption } from './schemas.ts';

/** @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks */
export const redemptionActivated = defineEvent(builtfirst, {
  type: 'redemption_activated',
  key: 'builtfirst_redemption_activated',
  noun: 'Redemption',
  label: 'Redemption Activated',
  description: 'Triggers when a user starts to redeem a deal in Builtfirst.',
  payload: payload({ ...envelope, data: redemption }),
  sample: {
    id: '8f14e45f-ceea-467f-a1d3-2f5b0c9a7e02',
    object: 'event',
    mock: false,
    type: 'redemption_activated',
    data: example,
  },
});
