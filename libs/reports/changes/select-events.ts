import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { eventVisible, keyList, type NamedItem, type ProgrammeNode, type ReportScope } from '#read-models/index.js';
import type { AsOf, QueryContext, VersionedName } from '#read-store/index.js';
import { CHANGED_ITEM_KINDS, type ChangedItemKind } from './change-kinds.js';

export interface SelectedEvent {
  readonly key: number;
  readonly kind: ChangedItemKind;
  readonly reference: string;
  readonly number: number;
  readonly position: number;
  readonly type: string;
  readonly command: string;
}
/** Exclusive lower and inclusive upper position. */
export interface PositionRange {
  readonly after: number;
  readonly upTo: number;
}
export interface ScopeUnion {
  readonly programmes: readonly ProgrammeNode[];
  readonly group: NamedItem | undefined;
  readonly whole: boolean;
}

/** Union of both scopes, because an item may enter or leave the scope between the moments. */
export function unionScopes(one: ReportScope | undefined, other: ReportScope): ScopeUnion {
  const programmes = new Map([...(one?.programmes ?? []), ...other.programmes].map((row) => [row.key, row]));
  return { programmes: [...programmes.values()], group: other.group, whole: other.whole };
}

/** Reads only audit rows and versions between the positions, so cost grows with the span, not the ledger. */
export function selectEvents(view: QueryContext, between: PositionRange, covers: ScopeUnion): Promise<SelectedEvent[]> {
  const span = [sql`e.from_position > ${between.after}`, sql`e.from_position <= ${between.upTo}`];
  return events(view, covers.whole ? span : [...span, covered(between, covers)]);
}

export async function selectItemEvents(
  view: QueryContext,
  keys: readonly number[],
  after: AsOf,
  upTo: AsOf,
): Promise<SelectedEvent[]> {
  if (keys.length === 0) return [];
  const span = [sql`e.number > ${after.number}`, sql`e.number <= ${upTo.number}`];
  return events(view, [sql`e.key in (${sql.join(keys)})`, ...span]);
}

async function events(
  { db, reader }: QueryContext,
  conditions: readonly RawBuilder<unknown>[],
): Promise<SelectedEvent[]> {
  const wanted = [
    ...conditions,
    sql`i.key = e.key`,
    sql`i.kind in (${sql.join(CHANGED_ITEM_KINDS)})`,
    eventVisible(reader),
  ];
  const { rows } = await sql<SelectedEvent>`
    select e.key, i.kind, i.reference, e.number, e.from_position as position, e.type, e.command_id as command
    from audit as e cross join items as i where ${sql.join(wanted, sql` and `)} order by e.from_position`.execute(db);
  return rows;
}

/** One key query: a join per event is ten times slower. The unary plus stops a scan of full histories. */
function covered(between: PositionRange, { programmes, group }: ScopeUnion): RawBuilder<SqlBool> {
  const keys = keyList(programmes);
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

function heldBetween(
  { after, upTo }: PositionRange,
  table: VersionedName,
  condition: RawBuilder<SqlBool>,
): RawBuilder<unknown>[] {
  const begun = sql`${condition} and r.from_position <= ${upTo}`;
  return [
    sql`select r.key from ${sql.table(table)} as r where ${begun}`,
    sql`select r.key from ${sql.table(`${table}_closed`)} as r where ${begun} and r.to_position > ${after}`,
  ];
}
