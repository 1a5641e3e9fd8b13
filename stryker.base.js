/**
 * The options that both mutation tests share.
 *
 * @param {{ name: string, mutate: string[], tests: string[] }} part the name of the report, the code to change and its tests
 */
export const strykerOptions = ({ name, mutate, tests }) => ({
  packageManager: 'npm',
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: {
    configFile: 'jest.config.js',
    config: {
      testMatch: tests,
      // Stryker needs jest's own runner, for which swc makes the sources CommonJS.
      runner: 'jest-runner',
      transform: {
        '\\.ts$': [
          '@swc/jest',
          { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
        ],
      },
      moduleNameMapper: {
        '^zapier-local$': '<rootDir>/packages/zapier-local/src/index.ts',
        '^zapier-platform-schema$': '<rootDir>/test/helpers/lazy-schema.ts',
      },
      setupFiles: ['<rootDir>/test/helpers/core-in-process.ts'],
      // The copy of the project has no scripts, and these tests start no process.
      globalSetup: null,
      testTimeout: 60_000,
    },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  mutate,
  // Not copied: only what these tests do not need.
  ignorePatterns: [
    '/{bench,build,dist,docs,package,reports,scripts}',
    '/sandbox/{attacks,cli,editor,fuzz,soak}',
    '/test/{browser,cli,creates,publishing,sandbox,types}',
  ],
  // Stryker would read tsconfig.json with an API that TypeScript 7 does not have.
  tsconfigFile: 'none',
  concurrency: 2,
  timeoutMS: 30_000,
  thresholds: { high: 98, low: 95, break: 95 },
  reporters: ['clear-text', 'progress', 'html', 'json'],
  clearTextReporter: { reportTests: false },
  htmlReporter: { fileName: `reports/mutation/${name}.html` },
  jsonReporter: { fileName: `reports/mutation/${name}.json` },
});
