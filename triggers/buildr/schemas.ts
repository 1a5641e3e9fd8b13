import { anything, decimal, group, integer, list, nullable, open, payload, text, time } from '../../schema/fields.ts';

/** The complete body of a delivery. @see https://buildr.dev/introduction/webhooks */
export const body = payload({ id: integer('ID'), url: nullable(text('URL')) });

export const event = text('Event');

const userFields = {
  id: text('ID'),
  first_name: text('First Name'),
  last_name: text('Last Name'),
  name: text('Name'),
  email: text('Email'),
};
const createdBy = nullable(group('Created By', userFields));
const assignedTo = nullable(group('Assigned To', userFields));
const address = nullable(
  group('Address', {
    street_address: text('Street'),
    street_address2: nullable(text('Street, Line 2')),
    city: text('City'),
    state: text('State'),
    zip: text('ZIP Code'),
    country: text('Country'),
  }),
);
const company = nullable(
  group('Company', {
    id: text('ID'),
    name: text('Name'),
    website: nullable(text('Website')),
    created_at: time('Created At'),
    updated_at: time('Updated At'),
  }),
);
const customFields = nullable(open('Custom Fields'));

/** Fields added to an event of a contact. @see https://buildr.dev */
export const withContact = {
  event,
  contact: group('Contact', {
    id: text('ID'),
    created_at: time('Created At'),
    updated_at: time('Updated At'),
    email: nullable(text('Email')),
    first_name: nullable(text('First Name')),
    last_name: nullable(text('Last Name')),
    name: nullable(text('Name')),
    job_title: nullable(text('Job Title')),
    mobile_phone: nullable(text('Mobile Phone')),
    office_phone: nullable(text('Office Phone')),
    linked_in_profile_url: nullable(text('LinkedIn Profile URL')),
    company,
    assigned_to: assignedTo,
    created_by: createdBy,
    import: anything('Import'),
    custom_fields: customFields,
  }),
};

/** Fields added to an event of a company. */
export const withCompany = {
  event,
  company: group('Company', {
    id: text('ID'),
    created_at: time('Created At'),
    updated_at: time('Updated At'),
    description: nullable(text('Description')),
    name: text('Name'),
    category: nullable(text('Category')),
    phone: nullable(text('Phone')),
    website: nullable(text('Website')),
    address,
    created_by: createdBy,
    industries: list('Industry', { id: text('ID'), name: text('Name') }),
    custom_fields: customFields,
  }),
};

/** Fields added to an event of an opportunity, which newer pages of the API call a project. */
export const withOpportunity = {
  event,
  opportunity: group('Opportunity', {
    id: text('ID'),
    name: text('Name'),
    description: nullable(text('Description')),
    stage_age: nullable(integer('Days in Stage')),
    probability: nullable(decimal('Probability')),
    project_number: nullable(text('Project Number')),
    project_status: nullable(text('Project Status')),
    square_feet: nullable(decimal('Square Feet')),
    units: nullable(integer('Units')),
    amount: nullable(decimal('Amount')),
    close_type: nullable(text('Close Type')),
    award_date: nullable(time('Award Date')),
    bid_due_date: nullable(time('Bid Due Date')),
    bid_due_at: nullable(time('Bid Due At')),
    start_date: nullable(time('Start Date')),
    end_date: nullable(time('End Date')),
    work_scope: nullable(text('Work Scope')),
    address,
    assigned_to: assignedTo,
    company,
    contract_type: nullable(text('Contract Type')),
    created_by: createdBy,
    division: nullable(text('Division')),
    created_at: time('Created At'),
    updated_at: time('Updated At'),
  }),
};
