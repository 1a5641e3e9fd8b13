import { builtfirst } from '../../providers/builtfirst/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { buyerOrg, buyerUser, community, deal } from './samples.ts';
import { envelope, supportRequest } from './schemas.ts';

/** @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks */
export const redemptionSupportRequested = defineEvent(builtfirst, {
  type: 'redemption_support_requested',
  key: 'builtfirst_redemption_support_requested',
  noun: 'Support Request',
  label: 'Redemption Support Requested',
  description: 'Triggers when a user requests help with redeeming a deal in Builtfirst.',
  payload: payload({ ...envelope, data: supportRequest }),
  sample: {
    id: '8f14e45f-ceea-467f-a1d3-2f5b0c9a7e04',
    object: 'event',
    mock: false,
    type: 'redemption_support_requested',
    data: { deal, buyer_org: buyerOrg, buyer_user: buyerUser, community },
  },
});
