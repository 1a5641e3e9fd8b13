/** Sources are ES modules with `.ts` imports; swc makes them CommonJS for jest. */
export default {
  testEnvironment: 'node',
  // Jest would leave one of two cores idle.
  maxWorkers: 2,
  testMatch: ['<rootDir>/{test,packages/*/test}/**/*.test.ts'],
  // Stryker works on copies of the project.
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp'],
  moduleNameMapper: {
    '^zapier-local$': '<rootDir>/packages/zapier-local/src/index.ts',
    '^zapier-platform-schema$': '<rootDir>/test/helpers/lazy-schema.ts',
  },
  // Tests also start processes, which load the built packages.
  globalSetup: '<rootDir>/test/helpers/build-packages.ts',
  setupFiles: ['<rootDir>/test/helpers/core-in-process.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  collectCoverageFrom: [
    '*.ts',
    '!zapier-local.config.ts',
    '{creates,platform,providers,schema,triggers,verification}/**/*.ts',
  ],
};
