import { test } from '@jest/globals';
import { expectNothingLost, severalProcesses } from '../../support/several-processes.js';

test('4 API processes on one EventStoreDB lose, double and mix up nothing of 400 commands', async () => {
  expectNothingLost(await severalProcesses(400));
});
