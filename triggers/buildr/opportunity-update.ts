import { buildr } from '../../providers/buildr/index.ts';
import { defineEvent } from '../define-event.ts';
import { opportunity } from './samples.ts';
import { body, withOpportunity } from './schemas.ts';

/** @see https://buildr.dev/introduction/webhooks */
export const opportunityUpdate = defineEvent(buildr, {
  type: 'opportunity.update',
  key: 'buildr_opportunity_update',
  noun: 'Opportunity',
  label: 'Updated Opportunity',
  description: 'Triggers when an opportunity is updated in Buildr.',
  payload: body,
  added: withOpportunity,
  sample: {
    id: 2279,
    url: 'https://example.com/opportunities/2279',
    event: 'opportunity.update',
    opportunity,
  },
});
