import { builtfirst } from '../../providers/builtfirst/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { redemption as example } from './samples.ts';
import { envelope, redemption } from './schemas.ts';

/** @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks */
export const redemptionConfirmed = defineEvent(builtfirst, {
  type: 'redemption_confirmed',
  key: 'builtfirst_redemption_confirmed',
  noun: 'Redemption',
  label: 'Redemption Confirmed',
  description: 'Triggers when a user confirms in Builtfirst that a deal is activated.',
  payload: payload({ ...envelope, data: redemption }),
  sample: {
    id: '8f14e45f-ceea-467f-a1d3-2f5b0c9a7e01',
    object: 'event',
    mock: false,
    type: 'redemption_confirmed',
    data: example,
  },
});
