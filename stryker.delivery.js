import { strykerOptions } from './stryker.base.js';

export default strykerOptions({
  name: 'delivery',
  mutate: [
    'triggers/{define-event,hook-trigger,is-wanted,log,receive,subscription}.ts',
    'platform/{deduplicate,rejection-error}.ts',
    'schema/output-fields.ts',
  ],
  tests: [
    '<rootDir>/test/triggers/{delivery-subject,duplicates,event-fields,firespring-lookup,hook-trigger,hook-trigger-calls,identical-bodies,key-collisions,logging,receive,refused-deliveries}.test.ts',
    '<rootDir>/test/platform/deduplicate*.test.ts',
    '<rootDir>/test/schema/output-fields.test.ts',
  ],
});
