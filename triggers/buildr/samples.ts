/** Records as Buildr's API returns them. @see https://buildr.dev */
const user = {
  id: '14',
  first_name: 'Sam',
  last_name: 'Rivera',
  name: 'Sam Rivera',
  email: 'sam.rivera@example.com',
};

const address = {
  street_address: '100 Main Street',
  street_address2: null,
  city: 'Omaha',
  state: 'NE',
  zip: '68102',
  country: 'US',
};

const acme = {
  id: '318',
  name: 'Acme Developers',
  website: 'https://acme.example.com',
  created_at: '2023-01-09T16:20:00Z',
  updated_at: '2023-03-01T08:05:00Z',
};

export const contact = {
  id: '2279',
  created_at: '2023-03-06T10:15:59Z',
  updated_at: '2023-03-06T10:15:59Z',
  email: 'jo.park@example.com',
  first_name: 'Jo',
  last_name: 'Park',
  name: 'Jo Park',
  job_title: 'Project Executive',
  mobile_phone: '+1 402 555 0101',
  office_phone: '+1 402 555 0100',
  linked_in_profile_url: 'https://www.linkedin.com/in/jo-park-example',
  company: acme,
  assigned_to: user,
  created_by: user,
  import: null,
  custom_fields: {},
};

export const company = {
  id: '318',
  created_at: '2023-01-09T16:20:00Z',
  updated_at: '2023-03-01T08:05:00Z',
  description: 'Mixed-use developer in the Midwest',
  name: 'Acme Developers',
  category: 'Owner',
  phone: '+1 402 555 0199',
  website: 'https://acme.example.com',
  address,
  created_by: user,
  industries: [{ id: '3', name: 'Multifamily' }],
  custom_fields: {},
};

export const opportunity = {
  id: '2279',
  name: 'Riverside Lofts',
  description: 'Conversion of a warehouse into 48 apartments',
  stage_age: 12,
  probability: 60,
  project_number: '23-041',
  project_status: 'Bidding',
  square_feet: 52000,
  units: 48,
  amount: 8400000,
  close_type: null,
  award_date: '2023-06-15T00:00:00Z',
  bid_due_date: '2023-05-01T00:00:00Z',
  bid_due_at: '2023-05-01T17:00:00Z',
  start_date: '2023-09-01T00:00:00Z',
  end_date: '2024-10-31T00:00:00Z',
  work_scope: 'Design-build',
  address,
  assigned_to: user,
  company: acme,
  contract_type: 'GMP',
  created_by: user,
  division: 'Commercial',
  created_at: '2023-03-06T10:15:59Z',
  updated_at: '2023-03-06T10:15:59Z',
};
