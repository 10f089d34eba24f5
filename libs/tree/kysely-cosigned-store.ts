import type { Kysely } from '#platform/index.js';
import { withSignatures } from '#proof/index.js';
import type { CosignedStore, PinnedCheckpoint, WitnessAnswer } from './cosigned-store.js';
import type { KeptCheckpoint } from './tree-store.js';
import type { TreeTables } from './tree-tables.js';

type Db = Kysely<TreeTables>;

export async function pinIn(db: Db, { size, note }: KeptCheckpoint): Promise<void> {
  await db
    .insertInto('tree_cosigned')
    .values({ size, note, pinned_at: new Date().toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function kyselyCosignedStore(db: Db): CosignedStore {
  const notes = db.selectFrom('tree_cosigned').select(['size', 'note', 'pinned_at as pinnedAt']);
  return {
    pin: (checkpoint) => pinIn(db, checkpoint),
    newestPinned: async () => (await newest(1))[0],
    pinnedFrom: async (size, limit) =>
      (await notes.where('size', '>=', size).orderBy('size').limit(limit).execute()).map(withNumber),
    newestOnes: newest,

    addCosignatures: (size, lines) =>
      db.transaction().execute(async (trx) => {
        // Touched first, so that of two processes one waits and adds to what the other has written.
        await trx
          .updateTable('tree_cosigned')
          .set((row) => ({ pinned_at: row.ref('pinned_at') }))
          .where('size', '=', size)
          .execute();
        const { note } = await trx
          .selectFrom('tree_cosigned')
          .select('note')
          .where('size', '=', size)
          .executeTakeFirstOrThrow();
        await trx
          .updateTable('tree_cosigned')
          .set({ note: withSignatures(note, lines) })
          .where('size', '=', size)
          .execute();
      }),

    answers: async () =>
      (await db.selectFrom('tree_witnesses').selectAll().orderBy('witness').execute()).map(
        ({ outcome, size, time, set_back: setBack, ...row }) => ({
          ...row,
          outcome: outcome as WitnessAnswer['outcome'],
          size: Number(size),
          time: Number(time),
          setBack,
        }),
      ),

    async remember({ witness, setBack, ...answer }) {
      const row = { ...answer, set_back: setBack };
      await db
        .insertInto('tree_witnesses')
        .values({ witness, ...row })
        .onConflict((conflict) => conflict.column('witness').doUpdateSet(row))
        .execute();
    },
  };

  async function newest(limit: number): Promise<PinnedCheckpoint[]> {
    return (await notes.orderBy('size', 'desc').limit(limit).execute()).map(withNumber);
  }
}

/** PostgreSQL gives a bigint as text. */
const withNumber = ({ size, ...row }: PinnedCheckpoint): PinnedCheckpoint => ({ size: Number(size), ...row });

const nothing = async () => [];
const refused = async () => {
  throw new Error('The tree is open for reading alone.');
};

/** For a tree that was kept before witnesses were. */
export const NO_WITNESSES: CosignedStore = {
  pin: refused,
  newestPinned: async () => undefined,
  pinnedFrom: nothing,
  newestOnes: nothing,
  addCosignatures: refused,
  answers: nothing,
  remember: refused,
};
