import { buildr } from '../../providers/buildr/index.ts';
import { defineEvent } from '../define-event.ts';
import { company } from './samples.ts';
import { body, withCompany } from './schemas.ts';

/** @see https://buildr.dev/introduction/webhooks */
export const companyCreate = defineEvent(buildr, {
  type: 'company.create',
  key: 'buildr_company_create',
  noun: 'Company',
  label: 'New Company',
  description: 'Triggers when a company is created in Buildr.',
  payload: body,
  added: withCompany,
  sample: {
    id: 318,
    url: 'https://example.com/companies/318',
    event: 'company.create',
    company,
  },
});
