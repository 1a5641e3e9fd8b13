import { builtfirst } from '../../providers/builtfirst/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { discount, envelope } from './schemas.ts';

/** @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks */
export const redemptionClicked = defineEvent(builtfirst, {
  type: 'redemption_clicked',
  key: 'builtfirst_redemption_clicked',
  noun: 'Discount',
  label: 'New Deal Page Visit',
  description: 'Triggers when a user visits the page of a deal in Builtfirst.',
  payload: payload({ ...envelope, data: discount }),
  sample: {
    id: '8f14e45f-ceea-467f-a1d3-2f5b0c9a7e05',
    object: 'event',
    mock: false,
    type: 'redemption_clicked',
    data: { object: 'discount' },
  },
});
