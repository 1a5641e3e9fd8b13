import { basekit } from '../../providers/basekit/index.ts';
import { payload } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';
import { addOnPackage, demoPackage, accountHolder as example } from './samples.ts';
import { accountHolder, eventName, packageChange } from './schemas.ts';

/** @see https://apidocs.basekit.com/webhooks */
export const accountHolderPackageChange = defineEvent(basekit, {
  type: 'account_holder.package_change',
  key: 'basekit_account_holder_package_change',
  noun: 'Package Change',
  label: 'Updated Account Holder Package',
  description: 'Triggers when a package of a BaseKit account holder is added, updated or removed.',
  // The body has no time of the change: a package that is canceled, restored and canceled again is three events.
  deduplicationWindow: 10 * 60,
  payload: payload({ eventName, accountHolder, packageChange }),
  sample: {
    eventName: 'account_holder.package_change',
    accountHolder: example([demoPackage('2023-03-20T14:45:02+00:00'), addOnPackage('2023-03-22T14:45:02+00:00')]),
    packageChange: addOnPackage('2023-03-22T14:45:02+00:00'),
  },
});
