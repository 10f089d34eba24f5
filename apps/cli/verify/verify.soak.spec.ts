import { neverProven } from '#test/support/proof/never-proven.js';

// Ten thousand ways to tamper, over all kinds.
neverProven(480);
