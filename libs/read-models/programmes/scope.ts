import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { findItem, type QueryContext, unknownReference, versions } from '#read-store/index.js';
import type { ScopeQuery } from './programmes.schema.js';

export interface NamedItem {
  readonly key: number;
  readonly id: string;
  readonly reference: string;
  readonly name: string;
}
export interface ProgrammeNode {
  readonly key: number;
  readonly parent: number | null;
  readonly group: number | null;
  readonly status: string;
}
export type ProgrammeRow = NamedItem & ProgrammeNode;
export interface ReportScope {
  readonly group: NamedItem | undefined;
  readonly programme: NamedItem | undefined;
  readonly programmes: readonly ProgrammeNode[];
  readonly whole: boolean;
}

/**
 * A group covers its programmes and their descendants without a group of their own; a programme covers all descendants.
 * Errors: `unknown-reference` for an unknown group or programme.
 */
export async function scopeOf(view: QueryContext, { group, programme }: ScopeQuery): Promise<ReportScope> {
  const [all, ofGroup, ofProgramme] = await Promise.all([
    programmeNodes(view),
    group === undefined ? undefined : requireItem(view, 'group', group),
    programme === undefined ? undefined : requireItem(view, 'programme', programme),
  ]);
  const overseen = ofGroup
    ? withDescendants(all, isOverseen(ofGroup.key), hasNoGroup)
    : new Set(all.map(({ key }) => key));
  const within = ofProgramme
    ? withDescendants(
        all,
        ({ key }) => key === ofProgramme.key,
        () => true,
      )
    : overseen;
  const covered = all.filter(({ key }) => overseen.has(key) && within.has(key));
  return { group: ofGroup, programme: ofProgramme, programmes: covered, whole: !ofGroup && !ofProgramme };
}

const isOverseen = (group: number) => (row: ProgrammeNode) => row.group === group;
const hasNoGroup = ({ group }: ProgrammeNode) => group === null;

function withDescendants(
  all: readonly ProgrammeNode[],
  begins: (row: ProgrammeNode) => boolean,
  goesOn: (row: ProgrammeNode) => boolean,
): ReadonlySet<number> {
  const reached = new Set(all.filter(begins).map(({ key }) => key));
  for (let size = -1; size < reached.size; ) {
    size = reached.size;
    for (const row of all) if (row.parent !== null && reached.has(row.parent) && goesOn(row)) reached.add(row.key);
  }
  return reached;
}

async function requireItem(view: QueryContext, kind: 'group' | 'programme', idOrReference: string): Promise<NamedItem> {
  const item = await findItem<{ title: string }>(view, kind, idOrReference);
  if (!item) throw unknownReference(kind, kind, idOrReference);
  return { key: item.key, id: item.head.id, reference: item.head.reference, name: item.state.title };
}

async function programmeNodes({ db, moment }: QueryContext): Promise<ProgrammeNode[]> {
  return db
    .selectFrom(versions('programmes', moment).as('p'))
    .select(['p.key', 'p.parent', 'p.group_key as group', 'p.status'])
    .execute();
}

export async function withNames(
  { db, moment }: QueryContext,
  places: readonly ProgrammeNode[],
): Promise<ProgrammeRow[]> {
  if (places.length === 0) return [];
  const byKey = new Map(places.map((place) => [place.key, place]));
  const rows = await db
    .selectFrom('items as i')
    .innerJoin(versions('texts', moment).as('t'), 't.key', 'i.key')
    .select(['i.key', 'i.id', 'i.reference', 't.title'])
    .where('i.key', 'in', [...byKey.keys()])
    .orderBy('i.reference')
    .execute();
  return rows.flatMap(({ key, id, reference, title }) => {
    const place = byKey.get(key);
    return place ? [{ ...place, id, reference: reference ?? id, name: title ?? '' }] : [];
  });
}

/** Undefined means no restriction. Expects the row alias `r`. */
export function inProgrammes({ whole, programmes }: ReportScope): RawBuilder<SqlBool> | undefined {
  return whole ? undefined : sql<SqlBool>`r.programme in (${keyList(programmes)})`;
}

/** Actions `r` outside the programmes that appear in one or that the group oversees. */
export function elsewhere(
  { moment }: QueryContext,
  { whole, group, programmes }: ReportScope,
): RawBuilder<SqlBool> | undefined {
  if (whole) return undefined;
  const keys = keyList(programmes);
  const overseen = group
    ? sql` union select o.key from ${versions('overseen', moment)} as o where o.group_key = ${group.key}`
    : sql``;
  return sql<SqlBool>`(r.programme not in (${keys}) and r.key in (
    select o.key from ${versions('also_in', moment)} as o where o.programme in (${keys})${overseen}))`;
}

/** Decisions `r` that the group took or that affect a covered item. */
export function decisionsInScope(view: QueryContext, scope: ReportScope): RawBuilder<SqlBool> | undefined {
  if (scope.whole) return undefined;
  const { moment } = view;
  const keys = keyList(scope.programmes);
  const items = (['actions', 'milestones', 'targets'] as const).map(
    (table) => sql`select c.key from ${versions(table, moment)} as c where c.programme in (${keys})`,
  );
  const affecting = sql`r.key in (select f.key from ${versions('affects', moment)} as f
    where f.item in (${keys}) or f.item in (${sql.join(items, sql` union all `)}))`;
  return scope.group
    ? sql<SqlBool>`(r.group_key = ${scope.group.key} or ${affecting})`
    : (affecting as RawBuilder<SqlBool>);
}

/** Keys of the groups whose reports count an action: its own, and those of its programmes or of the nearest above. */
export async function overseersOf(view: QueryContext, action: number): Promise<ReadonlySet<number>> {
  const { db, moment } = view;
  const { rows: places } = await sql<{ key: number; oversees: number }>`
    select r.programme as key, 0 as oversees from ${versions('actions', moment)} as r where r.key = ${action}
    union all select o.programme, 0 from ${versions('also_in', moment)} as o where o.key = ${action}
    union all select o.group_key, 1 from ${versions('overseen', moment)} as o where o.key = ${action}`.execute(db);
  const all = new Map((await programmeNodes(view)).map((node) => [node.key, node]));
  const groups = places.map(({ key, oversees }) => {
    if (oversees === 1) return key;
    let node = all.get(key);
    while (node && hasNoGroup(node) && node.parent !== null) node = all.get(node.parent);
    return node?.group ?? null;
  });
  return new Set(groups.filter((group) => group !== null));
}

/** SQL rejects an empty `in` list, so no keys become a select without rows. */
export const keyList = (programmes: readonly Pick<ProgrammeNode, 'key'>[]) =>
  programmes.length === 0 ? sql`select 0 where 1 = 0` : sql.join(programmes.map(({ key }) => key));
