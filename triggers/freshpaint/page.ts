import { freshpaint } from '../../providers/freshpaint/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { common } from './samples.ts';
import { envelope, properties } from './schemas.ts';

/** @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks */
export const page = defineEvent(freshpaint, {
  type: 'page',
  key: 'freshpaint_page',
  noun: 'Page View',
  label: 'New Page View',
  description: 'Triggers when Freshpaint tracks a page view.',
  payload: payload({ ...envelope, properties }),
  sample: {
    type: 'page',
    ...common,
    properties: { referrer: 'https://www.example.com/', search: '?plan=premium', hash: '' },
  },
});
