import { anything, decimal, group, integer, list, open, payload, text, time } from '../fields.ts';

/** All that Buildr sends. @see https://buildr.dev/introduction/webhooks */
export const thin = payload({ id: integer('ID'), url: text('URL') });

export const event = text('Event');

const userFields = {
  id: text('ID'),
  first_name: text('First Name'),
  last_name: text('Last Name'),
  name: text('Name'),
  email: text('Email'),
};
const createdBy = group('Created By', userFields).nullable();
const assignedTo = group('Assigned To', userFields).nullable();
const address = group('Address', {
  street_address: text('Street'),
  street_address2: text('Street, Line 2').nullable(),
  city: text('City'),
  state: text('State'),
  zip: text('ZIP Code'),
  country: text('Country'),
}).nullable();
const company = group('Company', {
  id: text('ID'),
  name: text('Name'),
  website: text('Website').nullable(),
  created_at: time('Created At'),
  updated_at: time('Updated At'),
}).nullable();
const customFields = open('Custom Fields').nullable();

/** What is added to an event about a contact. @see https://buildr.dev */
export const withContact = {
  event,
  contact: group('Contact', {
    id: text('ID'),
    created_at: time('Created At'),
    updated_at: time('Updated At'),
    email: text('Email').nullable(),
    first_name: text('First Name').nullable(),
    last_name: text('Last Name').nullable(),
    name: text('Name').nullable(),
    job_title: text('Job Title').nullable(),
    mobile_phone: text('Mobile Phone').nullable(),
    office_phone: text('Office Phone').nullable(),
    linked_in_profile_url: text('LinkedIn Profile URL').nullable(),
    company,
    assigned_to: assignedTo,
    created_by: createdBy,
    import: anything('Import'),
    custom_fields: customFields,
  }),
};

/** What is added to an event about a company. */
export const withCompany = {
  event,
  company: group('Company', {
    id: text('ID'),
    created_at: time('Created At'),
    updated_at: time('Updated At'),
    description: text('Description').nullable(),
    name: text('Name'),
    category: text('Category').nullable(),
    phone: text('Phone').nullable(),
    website: text('Website').nullable(),
    address,
    created_by: createdBy,
    industries: list('Industry', { id: text('ID'), name: text('Name') }),
    custom_fields: customFields,
  }),
};

/** What is added to an event about an opportunity, which newer pages of the API call a project. */
export const withOpportunity = {
  event,
  opportunity: group('Opportunity', {
    id: text('ID'),
    name: text('Name'),
    description: text('Description').nullable(),
    stage_age: integer('Days in Stage').nullable(),
    probability: decimal('Probability').nullable(),
    project_number: text('Project Number').nullable(),
    project_status: text('Project Status').nullable(),
    square_feet: decimal('Square Feet').nullable(),
    units: integer('Units').nullable(),
    amount: decimal('Amount').nullable(),
    close_type: text('Close Type').nullable(),
    award_date: time('Award Date').nullable(),
    bid_due_date: time('Bid Due Date').nullable(),
    bid_due_at: time('Bid Due At').nullable(),
    start_date: time('Start Date').nullable(),
    end_date: time('End Date').nullable(),
    work_scope: text('Work Scope').nullable(),
    address,
    assigned_to: assignedTo,
    company,
    contract_type: text('Contract Type').nullable(),
    created_by: createdBy,
    division: text('Division').nullable(),
    created_at: time('Created At'),
    updated_at: time('Updated At'),
  }),
};
