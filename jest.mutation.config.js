// What judges mutants: the specs of the domain and of the commands, or those of them whose path MUTATION_SPECS begins.
import config from './jest.config.js';

// Stryker knows only Jest's own runner, which gives each file modules of its own.
const { globalSetup: _, globalTeardown: __, reporters: ___, testRunner: ____, ...rest } = config;
const specs = process.env.MUTATION_SPECS ?? '(domain|commands)';

export default {
  ...rest,
  testRegex: `dist/libs/${specs}/.*\\.unit\\.spec\\.js$`,
  // Stryker has its own bound for hangs.
  testTimeout: 60_000,
};
