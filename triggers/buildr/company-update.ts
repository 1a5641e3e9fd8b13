import { buildr } from '../../providers/buildr/index.ts';
import { defineEvent } from '../define-event.ts';
import { company } from './samples.ts';
import { body, withCompany } from './schemas.ts';

/** @see https://buildr.dev/introduction/webhooks */
export const companyUpdate = defineEvent(buildr, {
  type: 'company.update',
  key: 'buildr_company_update',
  noun: 'Company',
  label: 'Updated Company',
  description: 'Triggers when a company is updated in Buildr.',
  payload: body,
  added: withCompany,
  sample: {
    id: 318,
    url: 'https://example.com/companies/318',
    event: 'company.update',
    company,
  },
});
