import { strykerOptions } from './stryker.base.js';

export default strykerOptions({
  name: 'verification',
  mutate: ['verification/*.ts'],
  // Not those that start a local Zapier: a mutant would take seconds, and they show nothing more about these files.
  tests: ['<rootDir>/test/verification/!(*-deliveries|secret-form).test.ts'],
});
