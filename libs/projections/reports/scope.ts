import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';
import { findItem } from '../read/items.js';
import { unknownReference } from '../read/references.js';
import { versions } from '../read/versions.js';
import type { View } from '../read/view.js';

/** What a report covers, by id or reference; everything where nothing is said. */
export interface Covered {
  readonly group?: string;
  readonly programme?: string;
}
export interface ReportAsked extends Covered {
  /** Items with no event since so many meetings ago are silent; 2 unless stated. */
  readonly silentFor?: number;
  /** Or since so many days ago. */
  readonly silentDays?: number;
}
export interface Named {
  readonly key: number;
  readonly id: string;
  readonly reference: string;
  readonly name: string;
}
/** A programme by its key, and where it stands among others. */
export interface Place {
  readonly key: number;
  readonly parent: number | null;
  readonly group: number | null;
  readonly status: string;
}
export type ProgrammeRow = Named & Place;
/** What a report covers, as of its moment. */
export interface Scope {
  readonly group: Named | undefined;
  readonly programme: Named | undefined;
  readonly programmes: readonly Place[];
  /** True where nothing is left out. */
  readonly whole: boolean;
}

/**
 * Resolves what a report covers. A group oversees its programmes and, with them, those below them that have no other
 * group; a programme brings all below it. Fails with `unknown-reference` where a group or programme is named that there
 * was not.
 */
export async function scopeOf(view: View, { group, programme }: Covered): Promise<Scope> {
  const [all, ofGroup, ofProgramme] = await Promise.all([
    placesOf(view),
    group === undefined ? undefined : named(view, 'group', group),
    programme === undefined ? undefined : named(view, 'programme', programme),
  ]);
  const overseen = ofGroup ? below(all, isOverseen(ofGroup.key), passesOn) : new Set(all.map(({ key }) => key));
  const within = ofProgramme
    ? below(
        all,
        ({ key }) => key === ofProgramme.key,
        () => true,
      )
    : overseen;
  const covered = all.filter(({ key }) => overseen.has(key) && within.has(key));
  return { group: ofGroup, programme: ofProgramme, programmes: covered, whole: !ofGroup && !ofProgramme };
}

const isOverseen = (group: number) => (row: Place) => row.group === group;
const passesOn = ({ group }: Place) => group === null;

/** The keys of the programmes where something begins, and of those below them that it passes on to. */
function below(
  all: readonly Place[],
  begins: (row: Place) => boolean,
  goesOn: (row: Place) => boolean,
): ReadonlySet<number> {
  const found = new Set(all.filter(begins).map(({ key }) => key));
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const row of all) if (row.parent !== null && found.has(row.parent) && goesOn(row)) found.add(row.key);
  }
  return found;
}

async function named(view: View, kind: 'group' | 'programme', idOrReference: string): Promise<Named> {
  const item = await findItem<{ title: string }>(view, kind, idOrReference);
  if (!item) throw unknownReference(kind, kind, idOrReference);
  return { key: item.key, id: item.head.id, reference: item.head.reference, name: item.state.title };
}

async function placesOf({ db, moment }: View): Promise<Place[]> {
  return db
    .selectFrom(versions('programmes', moment).as('p'))
    .select(['p.key', 'p.parent', 'p.group_key as group', 'p.status'])
    .execute();
}

/** Programmes with their names, in the order of their references. */
export async function withNames({ db, moment }: View, places: readonly Place[]): Promise<ProgrammeRow[]> {
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

/** Of `r`: that its programme is one of the report's; undefined where all are. */
export function inProgrammes({ whole, programmes }: Scope): RawBuilder<SqlBool> | undefined {
  return whole ? undefined : sql<SqlBool>`r.programme in (${keysOf(programmes)})`;
}

/** Of an action `r`: that it is covered though its programme is not, appearing here too or overseen by the group. */
export function elsewhere({ moment }: View, { whole, group, programmes }: Scope): RawBuilder<SqlBool> | undefined {
  if (whole) return undefined;
  const keys = keysOf(programmes);
  const overseen = group
    ? sql` union select o.key from ${versions('overseen', moment)} as o where o.group_key = ${group.key}`
    : sql``;
  return sql<SqlBool>`(r.programme not in (${keys}) and r.key in (
    select o.key from ${versions('also_in', moment)} as o where o.programme in (${keys})${overseen}))`;
}

/** Of a decision `r`: that the group took it, or that it affects what the report covers. */
export function concerning(view: View, scope: Scope): RawBuilder<SqlBool> | undefined {
  if (scope.whole) return undefined;
  const { moment } = view;
  const keys = keysOf(scope.programmes);
  const items = (['actions', 'milestones', 'targets'] as const).map(
    (table) => sql`select c.key from ${versions(table, moment)} as c where c.programme in (${keys})`,
  );
  const affecting = sql`r.key in (select f.key from ${versions('affects', moment)} as f
    where f.item in (${keys}) or f.item in (${sql.join(items, sql` union all `)}))`;
  return scope.group
    ? sql<SqlBool>`(r.group_key = ${scope.group.key} or ${affecting})`
    : (affecting as RawBuilder<SqlBool>);
}

/** The keys as a list for `in`; of no programme where there are none. */
export const keysOf = (programmes: readonly Pick<Place, 'key'>[]) =>
  programmes.length === 0 ? sql`select 0 where 1 = 0` : sql.join(programmes.map(({ key }) => key));
