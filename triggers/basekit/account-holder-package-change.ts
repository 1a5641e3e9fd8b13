import { basekit } from '../../providers/basekit/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { accountHolder, eventName, packageChange } from './schemas.ts';

/** @see https://apidocs.basekit.com/webhooks */
export const accountHolderPackageChange = defineEvent(basekit, {
  type: 'account_holder.package_change',
  key: 'basekit_account_holder_package_change',
  noun: 'Package Change',
  label: 'Account Holder Package Changed',
  description: 'Triggers when an account holder in BaseKit gets, changes or loses a package.',
  payload: payload({ eventName, accountHolder, packageChange }),
  sample: {
    eventName: 'account_holder.package_change',
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
          startDate: '2023-03-20T14:45:02+00:00',
          endDate: null,
        },
        {
          ref: 2,
          name: 'Add-on Package',
          productType: 'add-on',
          startDate: '2023-03-22T14:45:02+00:00',
          endDate: null,
        },
      ],
      metadata: {
        key1: 'value1',
      },
    },
    packageChange: {
      ref: 2,
      name: 'Add-on Package',
      productType: 'add-on',
      startDate: '2023-03-22T14:45:02+00:00',
      endDate: null,
    },
  },
});
