import { canonicalJson, type Kind } from '#domain/index.js';
import { type Kysely, type RawBuilder, sql } from '#platform/index.js';
import { type QueryContext, rowVisibleTo, type Schema } from '#read-store/index.js';
import { breachVisible } from '../targets/figures.js';
import { type AuditFields, fieldsOf } from './fields.js';
import { type LateFact, statesOfEvents } from './states.js';

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

interface EventPosition {
  readonly key: number;
  readonly kind: Kind;
  readonly position: number;
  readonly type: string;
}

export interface EventEffect {
  readonly changes: readonly FieldChange[];
  readonly late?: LateFact;
}

/** Keyed by position. Values still hold ids of other items. */
export async function effectsAt(
  view: QueryContext,
  events: readonly EventPosition[],
): Promise<ReadonlyMap<number, EventEffect>> {
  if (events.length === 0) return new Map();
  const [states, beside] = await Promise.all([statesOfEvents(view.db, events), childRowChanges(view, events)]);
  return new Map(
    events.map(({ kind, position }) => {
      const { before, after, late } = states.get(position) ?? {};
      const itemChanges = difference(before ? fieldsOf(kind, before) : {}, after ? fieldsOf(kind, after) : {});
      return [position, { changes: [...itemChanges, ...(beside.get(position) ?? [])], late }];
    }),
  );
}

function difference(before: AuditFields, after: AuditFields): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter(isChange);
}

export function isChange({ before, after }: FieldChange): boolean {
  return before !== after && canonicalJson(before) !== canonicalJson(after);
}

/** Child rows: measurements, breaches, notes and evidence have a history apart from their item. */
async function childRowChanges(
  view: QueryContext,
  events: readonly EventPosition[],
): Promise<ReadonlyMap<number, FieldChange[]>> {
  const figures = events.filter(({ type }) => /^TargetMeas/.test(type));
  const judged = events.filter(({ type }) => type === 'TargetBreached' || type === 'TargetRecovered');
  const noted = events.filter(({ type }) => type === 'ActionNoteAdded' || type === 'ActionEvidenceAttached');
  const changesByTable = await Promise.all([
    keyedChanges(view, 'measurements', figures),
    keyedChanges(view, 'breaches', judged),
    noteChanges(view.db, noted),
  ]);
  const changes = new Map<number, FieldChange[]>();
  for (const { position, ...change } of changesByTable.flat())
    changes.set(position, [...(changes.get(position) ?? []), change]);
  return changes;
}

type ChangeAt = FieldChange & { readonly position: number };

async function keyedChanges(
  view: QueryContext,
  table: 'measurements' | 'breaches',
  events: readonly EventPosition[],
): Promise<ChangeAt[]> {
  if (events.length === 0) return [];
  const keys = [...new Set(events.map(({ key }) => key))];
  const seen = table === 'measurements' ? rowVisibleTo(view.reader, 'b') : breachVisible(view);
  const rows = async (from: RawBuilder<unknown>, end: 'from_position' | 'to_position') => {
    const result = await sql<{ key: number; sub: string; body: string; at: number }>`
      select b.key, b.sub, b.body, ${sql.ref(`b.${end}`)} as at from ${from} as b
      where b.key in (${sql.join(keys)}) and ${sql.ref(`b.${end}`)} in (${sql.join(positionsOf(events))}) and ${seen}
      order by b.sub`.execute(view.db);
    return result.rows;
  };
  const closed = sql.table(`${table}_closed`);
  const before = await rows(closed, 'to_position');
  const after = [...(await rows(sql.table(table), 'from_position')), ...(await rows(closed, 'from_position'))];
  return after.map(({ key, sub, body, at }) => {
    const was = before.find((row) => row.key === key && row.sub === sub && row.at === at);
    const is = JSON.parse(body);
    return { position: at, field: `${table}.${is.period}`, before: was ? JSON.parse(was.body) : null, after: is };
  });
}

async function noteChanges(db: Kysely<Schema>, events: readonly EventPosition[]): Promise<ChangeAt[]> {
  if (events.length === 0) return [];
  const rows = await db
    .selectFrom('notes')
    .where('from_position', 'in', positionsOf(events))
    .select(['from_position as position', 'note_kind', 'body'])
    .execute();
  return rows.map(({ position, note_kind, body }) => ({
    position,
    field: note_kind,
    before: null,
    after: JSON.parse(body),
  }));
}

const positionsOf = (events: readonly EventPosition[]) => events.map(({ position }) => position);
