import type { Kysely } from 'kysely';
import type { Schema } from '../model/schema.js';
import { EVERYTHING, type Reader, visibleTo } from './visible.js';

/** An item by its id or its reference, of one kind or any; undefined where there is none that the reader may see. */
export async function findItem(
  db: Kysely<Schema>,
  idOrReference: string,
  kind?: Schema['items']['kind'],
  reader: Reader = EVERYTHING,
) {
  return db
    .selectFrom('items')
    .selectAll()
    .where((row) => row.or([row('id', '=', idOrReference), row('reference', '=', idOrReference)]))
    .where(visibleTo(reader, 'items.key'))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind as Schema['items']['kind']))
    .executeTakeFirst();
}

/** Answers with an item's reference for its id; with the id itself where it has none. */
export type ReferenceOf = (id: string) => string;

/**
 * Presents rows whose ids are to be shown as references: `present` runs once to learn which are needed,
 * and once more when they are known.
 */
export async function withReferences<Row, Shown>(
  db: Kysely<Schema>,
  rows: readonly Row[],
  present: (row: Row, reference: ReferenceOf) => Shown,
): Promise<Shown[]> {
  const wanted = new Set<string>();
  for (const row of rows)
    present(row, (id) => {
      wanted.add(id);
      return id;
    });
  const known = new Map<string, string>();
  if (wanted.size > 0) {
    const found = await db
      .selectFrom('items')
      .select(['id', 'reference'])
      .where('id', 'in', [...wanted])
      .execute();
    for (const { id, reference } of found) if (reference !== null) known.set(id, reference);
  }
  return rows.map((row) => present(row, (id) => known.get(id) ?? id));
}
