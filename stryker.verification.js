import { strykerOptions } from './stryker.base.js';

export default strykerOptions({
  name: 'verification',
  mutate: ['verification/*.ts'],
  tests: ['<rootDir>/test/mutation/verification.ts'],
});
