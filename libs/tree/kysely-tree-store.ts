import { type Dialect, Kysely } from '#platform/index.js';
import { type Hash, hashesIn } from '#proof/index.js';
import { kyselyCosignedStore, NO_WITNESSES, pinIn } from './kysely-cosigned-store.js';
import type { TreeState, TreeStore } from './tree-store.js';
import type { TreeTables } from './tree-tables.js';

const ROW = 1;
const placeOf = (level: number, index: number) => `${level} ${index}`;

export function kyselyTreeStore(dialect: Dialect, hasWitnesses = true): TreeStore {
  const db = new Kysely<TreeTables>({ dialect });
  let lastRow: string | undefined;
  return {
    async state(): Promise<TreeState | undefined> {
      const row = await db.selectFrom('tree_state').selectAll().executeTakeFirst();
      return row && { size: Number(row.size), ledger: row.ledger, last: JSON.parse(row.last) };
    },

    async tiles(places) {
      const found = new Map<string, readonly Hash[]>();
      for (const { level, index } of places) {
        const row = await db
          .selectFrom('tree_tiles')
          .select('hashes')
          .where('level', '=', level)
          .where('tile', '=', index)
          .executeTakeFirst();
        if (row) found.set(placeOf(level, index), hashesIn(row.hashes));
      }
      return ({ level, index }) => found.get(placeOf(level, index)) ?? [];
    },

    checkpoint: () =>
      db
        .selectFrom('tree_checkpoints')
        .select(['size', 'note'])
        .orderBy('size', 'desc')
        .orderBy('hour', 'desc')
        .limit(1)
        .executeTakeFirst(),

    async signedIn(number) {
      const rows = db.selectFrom('tree_checkpoints').select('hour').where('size', '>=', number);
      const row = await rows.orderBy('size').orderBy('hour').limit(1).executeTakeFirst();
      return row?.hour.split(' ')[0];
    },

    checkpoints: () =>
      db.selectFrom('tree_checkpoints').select(['size', 'note']).orderBy('size').orderBy('hour').execute(),

    async grow({ before, state: { size, ledger, last }, tiles, checkpoint: note, hour, isPinned }) {
      lastRow = await db.transaction().execute(async (trx) => {
        const row = { size, ledger, last: JSON.stringify(last) };
        if (before === 0)
          await trx
            .insertInto('tree_state')
            .values({ one: ROW, ...row })
            .execute();
        else {
          const { numUpdatedRows } = await trx
            .updateTable('tree_state')
            .set(row)
            .where('size', '=', before)
            .executeTakeFirst();
          if (Number(numUpdatedRows) !== 1) throw new Error('Another process has grown the tree of this ledger.');
        }
        for (const { level, index, hashes } of tiles) {
          const bytes = Buffer.concat(hashes);
          await trx
            .insertInto('tree_tiles')
            .values({ level, tile: index, hashes: bytes })
            .onConflict((conflict) => conflict.columns(['level', 'tile']).doUpdateSet({ hashes: bytes }))
            .execute();
        }
        const ofHour = await rowOf(trx, hour, size, lastRow);
        await trx
          .insertInto('tree_checkpoints')
          .values({ hour: ofHour, size, note })
          .onConflict((conflict) => conflict.column('hour').doUpdateSet({ size, note }))
          .execute();
        if (isPinned) await pinIn(trx, { size, note });
        return ofHour;
      });
    },

    cosigned: hasWitnesses ? kyselyCosignedStore(db) : NO_WITNESSES,

    close: () => db.destroy(),
  };
}

/** The newest row is written over within its hour; no clock that was set back writes over an earlier one. */
async function rowOf(db: Kysely<TreeTables>, hour: string, size: number, known: string | undefined): Promise<string> {
  const newest = known ?? (await newestRow(db));
  if (newest === hour || newest?.startsWith(`${hour} `)) return newest;
  const taken = await db.selectFrom('tree_checkpoints').select('hour').where('hour', '=', hour).executeTakeFirst();
  return taken ? `${hour} ${size}` : hour;
}

async function newestRow(db: Kysely<TreeTables>): Promise<string | undefined> {
  const rows = db.selectFrom('tree_checkpoints').select('hour').orderBy('size', 'desc').orderBy('hour', 'desc');
  return (await rows.limit(1).executeTakeFirst())?.hour;
}
