import type { Kind } from '#domain/kernel/decider.js';
import { namesNone } from '#domain/kernel/resolve.js';
import { sql } from '#platform/kysely.js';
import { ReadError } from './errors.js';
import type { View } from './view.js';
import { visibleTo } from './visible.js';

/** How answers name other items. */
export interface References {
  /** Of what everybody sees: a party, a group, a programme, a meeting. The id itself where it has none. */
  of(id: string): string;
  /** Of what may be absent or hidden from the reader: null then. */
  maybe(id: string | undefined): string | null;
  /** Of several, without those hidden from the reader. */
  each(ids: readonly string[]): string[];
  /** Whether the reader may see an item. */
  shows(id: string): boolean;
}

/**
 * Presents rows whose ids are to be shown as references: `present` runs once to learn which are needed,
 * and once more when they are known.
 */
export async function withReferences<Row, Shown>(
  view: View,
  rows: readonly Row[],
  present: (row: Row, references: References) => Shown,
): Promise<Shown[]> {
  const wanted = new Set<string>();
  const wanting = named((id) => {
    wanted.add(id);
    return id;
  });
  for (const row of rows) present(row, wanting);
  const known = await referencesOf(view, [...wanted]);
  const found = named((id) => (known.has(id) ? known.get(id) : id));
  return rows.map((row) => present(row, found));
}

/** Reads names by a function that gives an id's reference, or undefined where the reader may not see it. */
function named(reference: (id: string) => string | undefined): References {
  return {
    of: (id) => reference(id) ?? id,
    maybe: (id) => (id === undefined ? null : (reference(id) ?? null)),
    each: (ids) => ids.flatMap((id) => reference(id) ?? []),
    shows: (id) => reference(id) !== undefined,
  };
}

async function referencesOf({ db, reader }: View, ids: readonly string[]): Promise<Map<string, string | undefined>> {
  if (ids.length === 0) return new Map();
  const found = await db
    .selectFrom('items')
    .select(['id', 'reference', sql<number>`case when ${visibleTo(reader, 'items.key')} then 1 else 0 end`.as('shown')])
    .where('id', 'in', ids)
    .execute();
  return new Map(found.map(({ id, reference, shown }) => [id, shown ? (reference ?? id) : undefined]));
}

/**
 * The key of an item of a kind, or of any, by its id or its reference in any case, as a subquery; of none that the
 * reader may not see.
 */
export function keyNamed({ reader }: View, kind: Kind | 'any', idOrReference: string) {
  const ofKind = kind === 'any' ? sql`` : sql`named.kind = ${kind} and`;
  const id = idOrReference.toLowerCase();
  return sql<number>`(select named.key from items as named where ${ofKind}
    (named.id = ${id} or named.reference = ${idOrReference.toUpperCase()})
    and ${visibleTo(reader, 'named.key')} order by named.id = ${id} desc limit 1)`;
}

/** That there is no such item, told in the same words where there is one that the reader may not see. */
export function unknownReference(field: string, kind: Kind | 'any' | 'stream', value: string): ReadError {
  const message = namesNone(field, kind === 'any' ? 'item' : kind, value);
  return new ReadError('unknown-reference', message, { field, value });
}

/** Fails with `unknown-reference` where a field names no item of a kind that the reader may see, at any moment. */
export async function requireNamed(
  view: View,
  kind: Kind | 'any',
  idOrReference: string,
  field: string,
): Promise<void> {
  const { rows } = await sql<{ key: number | null }>`select ${keyNamed(view, kind, idOrReference)} as key`.execute(
    view.db,
  );
  if ((rows[0]?.key ?? null) === null) throw unknownReference(field, kind, idOrReference);
}
