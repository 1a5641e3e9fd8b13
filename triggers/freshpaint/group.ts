import { freshpaint } from '../../providers/freshpaint/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { common } from './samples.ts';
import { envelope, groupId, traits } from './schemas.ts';

/** @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks */
export const group = defineEvent(freshpaint, {
  type: 'group',
  key: 'freshpaint_group',
  noun: 'Group',
  label: 'New Group Membership',
  description: 'Triggers when Freshpaint adds a user to a group, such as a company.',
  payload: payload({ ...envelope, groupId, traits }),
  sample: { type: 'group', ...common, groupId: 'Acme, Inc', traits: { companyId: '1234' } },
});
