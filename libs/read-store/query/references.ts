import { type Kind, unknownReferenceMessage } from '#domain/index.js';
import { sql } from '#platform/index.js';
import { ReadError } from './errors.js';
import type { QueryContext } from './query-context.js';
import { visibleTo } from './visibility.js';

export interface ReferenceNames {
  of(id: string): string;
  /** Null for an id that is absent or hidden from the viewer. */
  maybe(id: string | undefined): string | null;
  each(ids: readonly string[]): string[];
  shows(id: string): boolean;
}

/** Runs `present` twice: first to collect ids, then with their references loaded in one query. */
export async function withReferences<Row, Shown>(
  view: QueryContext,
  rows: readonly Row[],
  present: (row: Row, references: ReferenceNames) => Shown,
): Promise<Shown[]> {
  const wanted = new Set<string>();
  const collector = referenceNames((id) => {
    wanted.add(id);
    return id;
  });
  for (const row of rows) present(row, collector);
  const known = await referencesOf(view, [...wanted]);
  const found = referenceNames((id) => (known.has(id) ? known.get(id) : id));
  return rows.map((row) => present(row, found));
}

function referenceNames(reference: (id: string) => string | undefined): ReferenceNames {
  return {
    of: (id) => reference(id) ?? id,
    maybe: (id) => (id === undefined ? null : (reference(id) ?? null)),
    each: (ids) => ids.flatMap((id) => reference(id) ?? []),
    shows: (id) => reference(id) !== undefined,
  };
}

async function referencesOf(
  { db, reader }: QueryContext,
  ids: readonly string[],
): Promise<Map<string, string | undefined>> {
  if (ids.length === 0) return new Map();
  const found = await db
    .selectFrom('items')
    .select(['id', 'reference', sql<number>`case when ${visibleTo(reader, 'items.key')} then 1 else 0 end`.as('shown')])
    .where('id', 'in', ids)
    .execute();
  return new Map(found.map(({ id, reference, shown }) => [id, shown ? (reference ?? id) : undefined]));
}

/** Subquery for the key of an item, by id or case-insensitive reference; null where the viewer may not see it. */
export function itemKey({ reader }: QueryContext, kind: Kind | 'any', idOrReference: string) {
  const ofKind = kind === 'any' ? sql`` : sql`named.kind = ${kind} and`;
  const id = idOrReference.toLowerCase();
  return sql<number>`(select named.key from items as named where ${ofKind}
    (named.id = ${id} or named.reference = ${idOrReference.toUpperCase()})
    and ${visibleTo(reader, 'named.key')} order by named.id = ${id} desc limit 1)`;
}

/** Uses one message for missing and for hidden items, so that it leaks no existence. */
export function unknownReference(field: string, kind: Kind | 'any' | 'stream', value: string): ReadError {
  const message = unknownReferenceMessage(field, kind === 'any' ? 'item' : kind, value);
  return new ReadError('unknown-reference', message, { field, value });
}

/** Errors: `unknown-reference` where no item of the kind is visible, at any moment. */
export async function requireItem(
  view: QueryContext,
  kind: Kind | 'any',
  idOrReference: string,
  field: string,
): Promise<void> {
  const { rows } = await sql<{ key: number | null }>`select ${itemKey(view, kind, idOrReference)} as key`.execute(
    view.db,
  );
  if ((rows[0]?.key ?? null) === null) throw unknownReference(field, kind, idOrReference);
}
