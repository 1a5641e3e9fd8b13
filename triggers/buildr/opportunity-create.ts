import { buildr } from '../../providers/buildr/index.ts';
import { defineEvent } from '../define-event.ts';
import { opportunity } from './samples.ts';
import { body, withOpportunity } from './schemas.ts';

/** @see https://buildr.dev/introduction/webhooks */
export const opportunityCreate = defineEvent(buildr, {
  type: 'opportunity.create',
  key: 'buildr_opportunity_create',
  noun: 'Opportunity',
  label: 'New Opportunity',
  description: 'Triggers when an opportunity is created in Buildr.',
  payload: body,
  added: withOpportunity,
  sample: {
    id: 2279,
    url: 'https://example.com/opportunities/2279',
    event: 'opportunity.create',
    opportunity,
  },
});
