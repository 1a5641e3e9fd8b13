import { basekit } from '../../providers/basekit/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { eventName, site } from './schemas.ts';

/** @see https://apidocs.basekit.com/webhooks */
export const siteFirstPublish = defineEvent(basekit, {
  type: 'site.first_publish',
  key: 'basekit_site_first_publish',
  noun: 'Site',
  label: 'Site Published for the First Time',
  description: 'Triggers when a BaseKit site is published for the first time.',
  payload: payload({ eventName, site }),
  sample: {
    eventName: 'site.first_publish',
    site: {
      ref: 350,
      domain: 'webhooks.basekit.test',
      firstPublish: '2023-03-22T14:45:02+00:00',
      lastPublish: '2023-03-22T14:45:02+00:00',
      accountHolder: {
        ref: 346,
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
            ref: 222,
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
