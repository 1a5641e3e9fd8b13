import { basekit } from '../../providers/basekit/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { addOnPackage, demoPackage, accountHolder as example } from './samples.ts';
import { accountHolder, eventName } from './schemas.ts';

/** @see https://apidocs.basekit.com/webhooks */
export const accountHolderCreated = defineEvent(basekit, {
  type: 'account_holder.created',
  key: 'basekit_account_holder_created',
  noun: 'Account Holder',
  label: 'New Account Holder',
  description: 'Triggers when an account holder is created in BaseKit.',
  payload: payload({ eventName, accountHolder }),
  sample: {
    eventName: 'account_holder.created',
    accountHolder: example([demoPackage('2023-03-06T10:15:59+00:00'), addOnPackage('2023-03-06T10:15:59+00:00')]),
  },
});
