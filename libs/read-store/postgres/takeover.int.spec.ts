import { expect, test } from '@jest/globals';
import { killOwners } from '#test/support/read-models/takeover.js';

test('another process takes over when the one that projects dies, and nothing is lost or doubled', async () => {
  const { seconds, rows, rebuilt } = await killOwners(3);
  expect(seconds).toHaveLength(3);
  expect(rows).toEqual(rebuilt);
});
