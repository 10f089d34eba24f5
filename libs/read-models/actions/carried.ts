import { addDays, type CalendarDate, movedTo } from '#domain/index.js';
import { type RawBuilder, sql } from '#platform/index.js';
import { isNear, type QueryContext, versions, visibleTo } from '#read-store/index.js';
import { heldAt } from './moves.js';

export const CARRIED_HOW = ['split', 'merge', 'replaced'] as const;
export type CarriedHow = (typeof CARRIED_HOW)[number];

/** One action carries on the promise of another; both keys are surrogate keys. */
export interface CarriedLink {
  readonly key: number;
  readonly part: number;
  readonly how: CarriedHow;
  readonly from_position: number;
  readonly effective_from: number;
}

/** Days by which a promise slipped when others took it over, counted once, to their latest day. */
export interface CarriedSlip {
  readonly key: number;
  readonly programme: number;
  readonly owner: number | null;
  /** `given-up` means that no successor has a date. */
  readonly movement: 'slip' | 'given-up';
  readonly days: number;
  readonly workingDays: number;
  readonly latest: CalendarDate | null;
  readonly nearDue: boolean;
  /** A revision without a named authority counts as agreed at a meeting and as the owner's own elsewhere. */
  readonly notAgreed: boolean;
  readonly movedBy: number;
  readonly parts: readonly number[];
}

export async function linksOf(
  view: QueryContext,
  by?: 'key' | 'part',
  keys: readonly number[] = [],
): Promise<CarriedLink[]> {
  if (by && keys.length === 0) return [];
  const keyCondition = by ? sql`${sql.ref(`c.${by}`)} in (${keyLiterals(keys)})` : sql`1 = 1`;
  const { rows } = await sql<CarriedLink>`
    select c.key, c.part, c.how, c.from_position, c.effective_from from ${versions('carried', view.moment)} as c
    where ${keyCondition} and ${visibleTo(view.reader, 'c.key')} and ${visibleTo(view.reader, 'c.part')}
    order by c.from_position, c.part`.execute(view.db);
  return rows;
}

export async function carriedSlips(
  view: QueryContext,
  of?: readonly number[],
): Promise<ReadonlyMap<number, CarriedSlip>> {
  const links = await (of ? linksOf(view, 'key', of) : linksOf(view));
  if (links.length === 0) return new Map();
  const [dates, moves, turns] = await Promise.all([
    datesOf(view, [...new Set(links.flatMap(({ key, part }) => [key, part]))]),
    movesOf(view, [...new Set(links.map(({ part }) => part))]),
    turnsOf(view, [...new Set(links.map(({ from_position }) => from_position))]),
  ]);
  const slips = new Map<number, CarriedSlip>();
  for (const [key, own] of grouped(links, ({ key }) => key)) {
    const slip = slipOf(own, dates, moves, turns);
    if (slip) slips.set(key, slip);
  }
  return slips;
}

interface Dated {
  readonly key: number;
  readonly programme: number;
  readonly owner: number | null;
  readonly latest: CalendarDate | null;
}
interface Turn {
  readonly position: number;
  readonly party: number;
  readonly meeting: number | null;
}
interface Moved {
  readonly key: number;
  readonly position: number;
  readonly days: number;
}

function slipOf(
  links: readonly CarriedLink[],
  dates: ReadonlyMap<number, Dated>,
  moves: ReadonlyMap<number, readonly Moved[]>,
  turns: ReadonlyMap<number, Turn>,
): CarriedSlip | undefined {
  const [first] = links;
  const parent = first && dates.get(first.key);
  const turn = first && turns.get(first.from_position);
  if (!parent?.latest || !turn) return undefined;
  const parts = links.flatMap((link) => {
    const part = dates.get(link.part);
    return part ? [{ link, on: promisedThen(part, moves.get(link.part) ?? [], link) }] : [];
  });
  const last = parts.reduce<CalendarDate | null>((end, { on }) => (on !== null && on > (end ?? '') ? on : end), null);
  const givenUp = last === null && parts.some(({ link }) => link.how !== 'split');
  const { movement, days, workingDays } = movedTo(parent, { latest: last });
  if (!givenUp && movement !== 'slip') return undefined;
  return {
    key: parent.key,
    programme: parent.programme,
    owner: parent.owner,
    movement: givenUp ? 'given-up' : 'slip',
    days,
    workingDays,
    latest: last,
    nearDue: isNear(parent.latest, first.effective_from),
    notAgreed: turn.meeting === null,
    movedBy: turn.party,
    parts: parts.map(({ link }) => link.part),
  };
}

/** The part's last day when the link was made: later moves count as the part's own slip. */
function promisedThen({ latest }: Dated, moves: readonly Moved[], link: CarriedLink): CalendarDate | null {
  const since = moves.filter(({ position }) => position > link.from_position);
  return latest === null ? null : addDays(latest, -since.reduce((sum, { days }) => sum + days, 0));
}

/** Recurring promises have no last day, so they are left out. */
async function datesOf(view: QueryContext, keys: readonly number[]): Promise<ReadonlyMap<number, Dated>> {
  const { rows } = await sql<Dated>`
    select a.key, a.programme, a.owner, case when a.recurs = 1 then null else a.latest end as latest
    from ${versions('actions', view.moment)} as a where a.key in (${keyLiterals(keys)})`.execute(view.db);
  return new Map(rows.map((row) => [row.key, row]));
}

async function movesOf(view: QueryContext, keys: readonly number[]): Promise<ReadonlyMap<number, Moved[]>> {
  const { rows } = await sql<Moved>`
    select p.key, p.from_position as position, p.days from promises as p
    where p.moved_by is not null and p.movement is not null and p.key in (${keyLiterals(keys)})
      and ${heldAt(view)}`.execute(view.db);
  return grouped(rows, ({ key }) => key);
}

async function turnsOf({ db }: QueryContext, positions: readonly number[]): Promise<ReadonlyMap<number, Turn>> {
  const { rows } = await sql<Turn>`
    select e.from_position as position, w.party, e.meeting from audit as e join actors as w on w.key = e.actor
    where e.from_position in (${keyLiterals(positions)})`.execute(db);
  return new Map(rows.map((row) => [row.position, row]));
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const others = groups.get(keyOf(row));
    if (others) others.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** Literals, because SQLite and PostgreSQL limit the number of bound parameters. */
export const keyLiterals = (keys: readonly number[]): RawBuilder<unknown> => sql.join(keys.map((key) => sql.lit(key)));
