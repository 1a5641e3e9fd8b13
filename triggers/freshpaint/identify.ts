import { freshpaint } from '../../providers/freshpaint/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { common } from './samples.ts';
import { envelope, traits } from './schemas.ts';

/** @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks */
export const identify = defineEvent(freshpaint, {
  type: 'identify',
  key: 'freshpaint_identify',
  noun: 'User',
  label: 'New or Updated User',
  description: 'Triggers when Freshpaint identifies a user or updates their traits.',
  payload: payload({ ...envelope, traits }),
  sample: { type: 'identify', ...common, userId: 'hello@example.com', traits: { phone: '+15558675309' } },
});
