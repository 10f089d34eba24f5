import { expect, it } from '@jest/globals';
import { growingTree, leafHash } from '#proof/index.js';
import { withReadStore } from '#test/support/read-models/engine.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { grownTree } from './grown-tree.js';
import { openTreeStore, readTreeStore } from './open-tree-store.js';
import { treeLease } from './tree-lease.js';

const LAST = { stream: 'action-1', revision: 3, id: 'i' };

describeOnEveryEngine('the tree store', () => {
  it('gives back what has grown, one checkpoint an hour, and refuses a second that grows it', () =>
    withReadStore(async (_store, location) => {
      const tree = await openTreeStore(location);
      const growing = growingTree(0, () => []);
      let before = 0;
      for (const [hour, count] of [
        ['10', 3],
        ['10', 600],
        ['11', 1],
      ] as const) {
        for (let each = 0; each < count; each++) growing.add(leafHash(Buffer.from(`${growing.size()}`)));
        const state = { size: growing.size(), ledger: 'l', last: LAST };
        await tree.grow({ before, state, tiles: growing.takeGrown(), checkpoint: `note ${state.size}\n`, hour });
        before = state.size;
      }
      const state = { size: 604, ledger: 'l', last: LAST };
      expect(await tree.state()).toEqual(state);
      expect((await grownTree(tree, 604)).root()).toEqual(growing.root());
      expect(await tree.checkpoints()).toEqual([
        { size: 603, note: 'note 603\n' },
        { size: 604, note: 'note 604\n' },
      ]);
      expect(await tree.checkpoint()).toEqual({ size: 604, note: 'note 604\n' });
      const late = { before: 603, state: { ...state, size: 605 }, tiles: [], checkpoint: '', hour: '12' };
      await expect(tree.grow(late)).rejects.toThrow('Another process');
      await tree.close();
      const again = await readTreeStore(location);
      expect(await again?.state()).toEqual(state);
      await again?.close();
      const lease = await treeLease(location);
      const other = await treeLease(location);
      // A data folder has one process anyway.
      expect(other === undefined).toBe(location.engine === 'postgres');
      await lease?.release();
      await other?.release();
    }));

  it('keeps the checkpoints of earlier hours where the clock is set back or forward', () =>
    withReadStore(async (_store, location) => {
      let size = 0;
      for (const hours of [
        ['14', '15', '15', '14', '14'],
        ['14', '15', '99', '15', '16'],
      ]) {
        const tree = await openTreeStore(location);
        for (const hour of hours) {
          const state = { size: size + 1, ledger: 'l', last: LAST };
          await tree.grow({ before: size, state, tiles: [], checkpoint: `note ${state.size}\n`, hour });
          size = state.size;
        }
        await tree.close();
      }
      const tree = await readTreeStore(location);
      // Of those that came one after another in an hour, the last.
      expect((await tree?.checkpoints())?.map((each) => each.size)).toEqual([1, 3, 6, 7, 8, 9, 10]);
      expect((await tree?.checkpoint())?.size).toBe(10);
      await tree?.close();
    }));
});
