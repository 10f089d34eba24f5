import { expect, test } from '@jest/globals';
import { killOwners } from '#test/support/read-models/takeover.js';

test('however often the process that projects dies', async () => {
  const { seconds, rows, rebuilt } = await killOwners(20);
  expect(seconds).toHaveLength(20);
  expect(rows).toEqual(rebuilt);
}, 600_000);
