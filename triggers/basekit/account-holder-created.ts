import { basekit } from '../../providers/basekit/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { accountHolder, eventName } from './schemas.ts';

/** @see https://apidocs.basekit.com/webhooks */
export const accountHolderCreated = defineEvent(basekit, {
  type: 'account_holder.created',
  key: 'basekit_account_holder_created',
  noun: 'Account Holder',
  label: 'Account Holder Created',
  description: 'Triggers when an account holder is created in your BaseKit brand.',
  payload: payload({ eventName, accountHolder }),
  sample: {
    eventName: 'account_holder.created',
    accountHolder: {
      ref: 199,
      firstName: 'Web',
      lastName: 'Hook',
      email: 'webhooks@basekit.com',
      username: 'webhooks@basekit.com',
      created: '2023-03-06T10:15:59+00:00',
      brand: {
        ref: 1,
        name: 'BaseKit Brand',
      },
      packages: [
        {
          ref: 1,
          name: 'Demo Package',
          productType: 'subscription',
          startDate: '2023-03-06T10:15:59+00:00',
          endDate: null,
        },
        {
          ref: 2,
          name: 'Add-on Package',
          productType: 'add-on',
          startDate: '2023-03-06T10:15:59+00:00',
          endDate: null,
        },
      ],
      metadata: {
        key1: 'value1',
      },
    },
  },
});
