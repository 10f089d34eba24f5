// The same tests as in `npm test`, longer: minutes, not seconds.
import config from './jest.config.js';

export default { ...config, testRegex: '\\.soak\\.spec\\.js$', testPathIgnorePatterns: [] };
