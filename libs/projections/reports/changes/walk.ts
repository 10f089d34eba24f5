import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';
import { eventVisible } from '../../audit/visible.js';
import type { VersionedName } from '../../model/schema.js';
import type { AsOf } from '../../read/moment.js';
import type { View } from '../../read/view.js';
import { keysOf, type Named, type Place, type Scope } from '../scope.js';
import { CHANGED_KINDS, type ChangedKind } from './words.js';

/** An event between the two moments, of an item that the report covers. */
export interface Walked {
  readonly key: number;
  readonly kind: ChangedKind;
  readonly reference: string;
  readonly number: number;
  readonly position: number;
  readonly type: string;
  readonly command: string;
}
/** The positions between which a report looks: after the first, up to the second. */
export interface Between {
  readonly after: number;
  readonly upTo: number;
}
/** What a report covers at either of its moments; everything where nothing was asked. */
export interface Covers {
  readonly programmes: readonly Place[];
  readonly group: Named | undefined;
  readonly whole: boolean;
}

/** What two scopes cover together: an item that came or went between them is told of too. */
export function either(one: Scope | undefined, other: Scope): Covers {
  const programmes = new Map([...(one?.programmes ?? []), ...other.programmes].map((row) => [row.key, row]));
  return { programmes: [...programmes.values()], group: other.group, whole: other.whole };
}

/**
 * The events between two positions that the reader may see, of what is covered, in their order. Reads the audit rows
 * between the two and the versions of their items, so it takes as long as what happened between them.
 */
export function walk(view: View, between: Between, covers: Covers): Promise<Walked[]> {
  const span = [sql`e.from_position > ${between.after}`, sql`e.from_position <= ${between.upTo}`];
  return events(view, covers.whole ? span : [...span, covered(between, covers)]);
}

/** The events of some items after one moment and up to another that the reader may see, in their order. */
export async function walkItems(view: View, keys: readonly number[], after: AsOf, upTo: AsOf): Promise<Walked[]> {
  if (keys.length === 0) return [];
  const span = [sql`e.number > ${after.number}`, sql`e.number <= ${upTo.number}`];
  return events(view, [sql`e.key in (${sql.join(keys)})`, ...span]);
}

async function events({ db, reader }: View, conditions: readonly RawBuilder<unknown>[]): Promise<Walked[]> {
  const wanted = [...conditions, sql`i.key = e.key`, sql`i.kind in (${sql.join(CHANGED_KINDS)})`, eventVisible(reader)];
  const { rows } = await sql<Walked>`
    select e.key, i.kind, i.reference, e.number, e.from_position as position, e.type, e.command_id as command
    from audit as e cross join items as i where ${sql.join(wanted, sql` and `)} order by e.from_position`.execute(db);
  return rows;
}

/**
 * That the item of `e` belonged to what is covered at some time between the two. The keys are gathered once, by the
 * indexes that lead with programme and group: to look up each event's item would take ten times as long. The plus keeps
 * an engine from walking all that ever happened to each of them instead of the events between the two.
 */
function covered(between: Between, { programmes, group }: Covers): RawBuilder<SqlBool> {
  const keys = keysOf(programmes);
  const inProgrammes = sql<SqlBool>`r.programme in (${keys})`;
  const held = (table: VersionedName, condition: RawBuilder<SqlBool>) => heldBetween(between, table, condition);
  const within = [
    sql`select p.key from items as p where p.key in (${keys})`,
    ...(['actions', 'milestones', 'targets'] as const).flatMap((table) => held(table, inProgrammes)),
  ];
  const ofGroup = group ? sql<SqlBool>`r.group_key = ${group.key}` : undefined;
  return sql<SqlBool>`+e.key in (${sql.join(
    [
      ...within,
      ...held('also_in', inProgrammes),
      ...held('affects', sql<SqlBool>`r.item in (${sql.join(within, sql` union all `)})`),
      ...(['overseen', 'decisions', 'meetings'] as const).flatMap((table) => (ofGroup ? held(table, ofGroup) : [])),
    ],
    sql` union all `,
  )})`;
}

/** The keys of a table's rows `r` that held at some time between the two positions. */
function heldBetween(
  { after, upTo }: Between,
  table: VersionedName,
  condition: RawBuilder<SqlBool>,
): RawBuilder<unknown>[] {
  const begun = sql`${condition} and r.from_position <= ${upTo}`;
  return [
    sql`select r.key from ${sql.table(table)} as r where ${begun}`,
    sql`select r.key from ${sql.table(`${table}_closed`)} as r where ${begun} and r.to_position > ${after}`,
  ];
}
