import { test } from '@jest/globals';
import { expectNothingLost, severalProcesses } from '../../support/several-processes.js';

test('4 API processes on one EventStoreDB lose, double and mix up nothing of 10,000 commands', async () => {
  expectNothingLost(await severalProcesses(10_000));
}, 3_600_000);
