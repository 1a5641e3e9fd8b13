import { basekit } from '../../providers/basekit/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { eventName, site } from './schemas.ts';

/** @see https://apidocs.basekit.com/webhooks */
export const sitePublish = defineEvent(basekit, {
  type: 'site.publish',
  key: 'basekit_site_publish',
  noun: 'Site',
  label: 'Site Published',
  description: 'Triggers when a BaseKit site is published, the first time or again.',
  payload: payload({ eventName, site }),
  sample: {
    eventName: 'site.publish',
    site: {
      ref: 911,
      domain: 'webhooks.basekit.test',
      firstPublish: '2023-03-22T14:45:02+00:00',
      lastPublish: '2023-03-22T14:45:02+00:00',
      accountHolder: {
        ref: 903,
        firstName: 'Web',
        lastName: 'Hook',
        email: 'webhooks@basekit.com',
        username: 'webhooks@basekit.com',
        created: '2023-03-22T14:44:42+00:00',
        brand: {
          ref: 1,
          name: 'BaseKit',
        },
        packages: [
          {
            ref: 16,
            name: 'Demo Package',
            productType: 'subscription',
            startDate: '2023-03-22T14:44:42+00:00',
            endDate: null,
          },
        ],
        metadata: {
          key1: 'value1',
        },
      },
    },
  },
});
