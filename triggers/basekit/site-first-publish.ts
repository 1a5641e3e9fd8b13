import { basekit } from '../../providers/basekit/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { site as example } from './samples.ts';
import { eventName, site } from './schemas.ts';

/** @see https://apidocs.basekit.com/webhooks */
export const siteFirstPublish = defineEvent(basekit, {
  type: 'site.first_publish',
  key: 'basekit_site_first_publish',
  noun: 'Site',
  label: 'New Site Published',
  description: 'Triggers when a BaseKit site is published for the first time.',
  payload: payload({ eventName, site }),
  sample: { eventName: 'site.first_publish', site: example(350, 346, 222) },
});
