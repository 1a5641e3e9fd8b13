import { buildr } from '../../providers/buildr/index.ts';
import { defineEvent } from '../define-event.ts';
import { contact } from './samples.ts';
import { body, withContact } from './schemas.ts';

/** @see https://buildr.dev/introduction/webhooks */
export const contactCreate = defineEvent(buildr, {
  type: 'contact.create',
  key: 'buildr_contact_create',
  noun: 'Contact',
  label: 'New Contact',
  description: 'Triggers when a contact is created in Buildr.',
  payload: body,
  added: withContact,
  sample: {
    id: 2279,
    url: 'https://example.com/contacts/2279',
    event: 'contact.create',
    contact,
  },
});
