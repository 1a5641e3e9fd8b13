import { basekit } from '../../providers/basekit/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { site as example } from './samples.ts';
import { eventName, site } from './schemas.ts';

/** @see https://apidocs.basekit.com/webhooks */
export const sitePublish = defineEvent(basekit, {
  type: 'site.publish',
  key: 'basekit_site_publish',
  noun: 'Site',
  label: 'Site Published',
  description: 'Triggers when a BaseKit site is published, for the first time or again.',
  payload: payload({ eventName, site }),
  sample: { eventName: 'site.publish', site: example(911, 903, 16) },
});
