import { describe, it } from '@jest/globals';
import { underDrops } from '#test/support/eventstoredb/drops.js';

describe('a subscription that is dropped', () => {
  it('500 times during a load misses nothing and doubles nothing', () => underDrops(500), 1_800_000);
});
