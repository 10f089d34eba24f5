// The tests run on what tsc built: what is tested is what ships, worker threads and child processes included.
export default {
  rootDir: 'dist',
  testEnvironment: 'node',
  testRegex: '\\.spec\\.js$',
  testPathIgnorePatterns: ['\\.soak\\.spec\\.js$'],
  transform: {},
  reporters: ['default', '<rootDir>/../test/closing-line-reporter.js'],
  // Most end-to-end tests wait for processes of their own: a second one goes on meanwhile, also on two cores.
  maxWorkers: 2,
  testTimeout: 60_000,
};
