/**
 * Node.js runs the tests and the sources as they are. A process runs many test files, which share its modules and globals, so each
 * file restores what it changes.
 */
export default {
  runner: 'jest-light-runner/child-process',
  // Jest would leave one of two cores idle.
  maxWorkers: 2,
  testMatch: ['<rootDir>/{test,packages/*/test}/**/*.test.ts'],
  // Stryker works on copies of the project.
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp'],
  // Tests load the built packages.
  globalSetup: '<rootDir>/test/helpers/build-packages.ts',
  setupFiles: ['<rootDir>/test/helpers/core-in-process.ts', '<rootDir>/test/helpers/worker-exit.ts'],
  reporters: ['default', '<rootDir>/test/helpers/time-limit.ts'],
  transform: {},
};
