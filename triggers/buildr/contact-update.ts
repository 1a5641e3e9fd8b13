import { buildr } from '../../providers/buildr/index.ts';
import { defineEvent } from '../define-event.ts';
import { contact } from './samples.ts';
import { body, withContact } from './schemas.ts';

/** @see https://buildr.dev/introduction/webhooks */
export const contactUpdate = defineEvent(buildr, {
  type: 'contact.update',
  key: 'buildr_contact_update',
  noun: 'Contact',
  label: 'Updated Contact',
  description: 'Triggers when a contact is updated in Buildr.',
  payload: body,
  added: withContact,
  sample: {
    id: 2279,
    url: 'https://example.com/contacts/2279',
    event: 'contact.update',
    contact,
  },
});
