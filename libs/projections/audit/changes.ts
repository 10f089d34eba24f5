import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { Fields } from '../model/delta.js';
import type { Schema } from '../model/schema.js';

/** A field that an event changed; null where it had no value. Ids in it are ids. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What an event changed in its item's fields, from the two versions that meet at its position; empty where it changed
 * none. A figure, breach or note stands in rows of its own and is not among them.
 */
export async function changesAt(db: Kysely<Schema>, key: number, position: number): Promise<FieldChange[]> {
  const closed = await db
    .selectFrom('bodies_closed')
    .select('body')
    .where('key', '=', key)
    .where('to_position', '=', position)
    .executeTakeFirst();
  const before: Fields = closed ? JSON.parse(closed.body) : {};
  const after = await valuesAfter(db, key, position);
  const fields = closed ? Object.keys(before) : Object.keys(after);
  const body = fields.map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
  const changed = [...(await textsAt(db, key, position)), ...body];
  return changed
    .filter((each) => each.field !== 'reference' && !isDeepStrictEqual(each.before, each.after))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
}

/** Each field as it was right after a position: what the next change of it kept, or else what it is now. */
async function valuesAfter(db: Kysely<Schema>, key: number, position: number): Promise<Fields> {
  const current = await db.selectFrom('bodies').select('body').where('key', '=', key).executeTakeFirst();
  const later = await db
    .selectFrom('bodies_closed')
    .select('body')
    .where('key', '=', key)
    .where('from_position', '>=', position)
    .orderBy('from_position', 'desc')
    .execute();
  const deltas = later.map(({ body }) => JSON.parse(body));
  return Object.assign({}, JSON.parse(current?.body ?? '{}'), ...deltas);
}

async function textsAt(db: Kysely<Schema>, key: number, position: number): Promise<FieldChange[]> {
  const columns = ['title', 'description'] as const;
  const before = await db
    .selectFrom('texts_closed')
    .select(columns)
    .where('key', '=', key)
    .where('to_position', '=', position)
    .executeTakeFirst();
  const begun = (table: 'texts' | 'texts_closed') =>
    db
      .selectFrom(table)
      .select(columns)
      .where('key', '=', key)
      .where('from_position', '=', position)
      .executeTakeFirst();
  const after = (await begun('texts')) ?? (await begun('texts_closed'));
  if (!after) return [];
  return columns.map((field) => ({ field, before: before?.[field] ?? null, after: after[field] }));
}
