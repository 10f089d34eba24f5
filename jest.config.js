// The tests run on what tsc built: what is tested is what ships, worker threads and child processes included.
export default {
  rootDir: 'dist',
  testEnvironment: 'node',
  testRegex: '\\.spec\\.js$',
  testPathIgnorePatterns: ['\\.soak\\.spec\\.js$'],
  transform: {},
  testRunner: '<rootDir>/../test/runner/test-runner.js',
  setupFilesAfterEnv: ['<rootDir>/test/support/after-each-file.js'],
  globalSetup: '<rootDir>/test/support/before-run.js',
  globalTeardown: '<rootDir>/test/support/after-run.js',
  testSequencer: '<rootDir>/../test/longest-first-sequencer.js',
  reporters: ['default', '<rootDir>/../test/closing-line-reporter.js'],
  // Most tests wait for disks, clocks and processes of their own: others go on meanwhile, also on two cores.
  maxWorkers: 4,
  // For hangs only: no test may fail because the machine is slow.
  testTimeout: 600_000,
};
