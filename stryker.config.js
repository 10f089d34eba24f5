// Mutation testing of the domain and the commands, on demand: npm run test:mutation -- --mutate 'libs/domain/action/*.ts'
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  // From the sandbox, which is a copy of the sources: tests run on what tsc builds there.
  jest: { configFile: 'jest.mutation.config.js', enableFindRelatedTests: false },
  // It has no node_modules yet when it is built.
  buildCommand: 'node ../../node_modules/typescript-native/bin/tsc -p tsconfig.json',
  // Mutated code need not keep to its types.
  disableTypeChecks: '{libs,apps,test}/**/*.ts',
  ignorePatterns: ['/dist', '/docs/pictures', '/data*', '/.stryker-tmp', '/reports'],
  mutate: [
    'libs/{domain,commands}/**/*.ts',
    '!**/*.spec.ts',
    // Data, types and what tests alone use.
    '!libs/domain/{catalogue,event-schemas,all-facts,testing}/**',
    '!**/{index,events,fixtures,histories,aggregates,plan-timescales,told-timescales}.ts',
  ],
  coverageAnalysis: 'perTest',
  // A mutant of what runs once when a module loads needs every test, in a process of its own.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: '.stryker-tmp',
  jsonReporter: { fileName: 'reports/mutation.json' },
};
