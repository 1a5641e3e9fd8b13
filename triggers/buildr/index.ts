import { companyCreate } from './company-create.ts';
import { companyUpdate } from './company-update.ts';
import { contactCreate } from './contact-create.ts';
import { contactUpdate } from './contact-update.ts';
import { opportunityCreate } from './opportunity-create.ts';
import { opportunityUpdate } from './opportunity-update.ts';

/** All events of Buildr. */
export const buildrEvents = [
  contactCreate,
  contactUpdate,
  opportunityCreate,
  opportunityUpdate,
  companyCreate,
  companyUpdate,
];
