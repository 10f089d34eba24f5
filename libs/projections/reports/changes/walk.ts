import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { eventVisible } from '../../audit/visible.js';
import type { VersionedName } from '../../model/schema.js';
import type { AsOf } from '../../read/moment.js';
import type { View } from '../../read/view.js';
import { keysOf, type Named, type Scope } from '../scope.js';
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
  readonly programmes: readonly Named[];
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

/** That the item of `e` belonged to what is covered at some time between the two. */
function covered(between: Between, { programmes, group }: Covers): RawBuilder<SqlBool> {
  const keys = keysOf(programmes);
  const inProgrammes = sql<SqlBool>`r.programme in (${keys})`;
  const ofGroup = group ? sql<SqlBool>`r.group_key = ${group.key}` : sql<SqlBool>`1 = 0`;
  const held = (table: VersionedName, key: string, condition: RawBuilder<SqlBool>) =>
    heldBetween(between, table, sql<SqlBool>`r.key = ${sql.ref(key)} and ${condition}`);
  const belongs = (key: string) =>
    sql<SqlBool>`(${sql.ref(key)} in (${keys}) or ${held('actions', key, inProgrammes)}
      or ${held('milestones', key, inProgrammes)} or ${held('targets', key, inProgrammes)})`;
  const affecting = ['affects', 'affects_closed'].map(
    (table) => sql`exists (select 1 from ${sql.table(table)} as f where f.key = e.key and ${belongs('f.item')})`,
  );
  return sql<SqlBool>`case i.kind
    when 'programme' then e.key in (${keys})
    when 'action' then (${held('actions', 'e.key', inProgrammes)} or ${held('also_in', 'e.key', inProgrammes)}
      or ${held('overseen', 'e.key', ofGroup)})
    when 'milestone' then ${held('milestones', 'e.key', inProgrammes)}
    when 'target' then ${held('targets', 'e.key', inProgrammes)}
    when 'decision' then (${held('decisions', 'e.key', ofGroup)} or ${sql.join(affecting, sql` or `)})
    else ${held('meetings', 'e.key', ofGroup)} end`;
}

/** That a row `r` of a table held at some time between the two positions. */
function heldBetween(
  { after, upTo }: Between,
  table: VersionedName,
  condition: RawBuilder<SqlBool>,
): RawBuilder<SqlBool> {
  const begun = sql`r.from_position <= ${upTo} and ${condition}`;
  return sql<SqlBool>`(exists (select 1 from ${sql.table(table)} as r where ${begun})
    or exists (select 1 from ${sql.table(`${table}_closed`)} as r where r.to_position > ${after} and ${begun}))`;
}
