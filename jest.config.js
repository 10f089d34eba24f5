// The tests run on what tsc built: what is tested is what ships, worker threads and child processes included.
export default {
  rootDir: 'dist',
  testEnvironment: 'node',
  testRegex: '\\.spec\\.js$',
  testPathIgnorePatterns: ['\\.soak\\.spec\\.js$'],
  transform: {},
  reporters: ['default', '<rootDir>/../test/closing-line-reporter.js'],
  testTimeout: 60_000,
};
