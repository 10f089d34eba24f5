import { addDays, type CalendarDate } from '#domain/kernel/calendar.js';
import { type Movement, movedTo } from '#domain/timescale/slip.js';
import { type RawBuilder, sql } from '#platform/kysely.js';
import { isNear } from '../model/timescales.js';
import { versions } from '../read/versions.js';
import type { View } from '../read/view.js';
import { visibleTo } from '../read/visible.js';
import { heldAt } from '../reports/slippage/moves.js';

/** How an action's promise came to be carried on by another: as a part of it, merged with it, or in its place. */
export const CARRIED_HOW = ['split', 'merge', 'replaced'] as const;
export type CarriedHow = (typeof CARRIED_HOW)[number];

/** That one action carries on the promise of another; both by their keys. */
export interface CarriedLink {
  readonly key: number;
  readonly part: number;
  readonly how: CarriedHow;
  readonly from_position: number;
  readonly effective_from: number;
}

/** How far an action's promise slipped as others came to carry it: once, to the last day of them all. */
export interface CarriedSlip {
  readonly key: number;
  readonly programme: number;
  readonly owner: number | null;
  /** `given-up` where what carries it on has no date. */
  readonly movement: Movement;
  readonly days: number;
  readonly workingDays: number;
  readonly latest: CalendarDate | null;
  readonly nearDue: boolean;
  /** By the rule of a revision that names no authority: the group's word at a meeting, otherwise the lead's own. */
  readonly notAgreed: boolean;
  readonly movedBy: number;
  readonly parts: readonly number[];
}

/** The links of some actions to those that carry their promises, or with `part` to those whose promises they carry. */
export async function linksOf(view: View, by?: 'key' | 'part', keys: readonly number[] = []): Promise<CarriedLink[]> {
  if (by && keys.length === 0) return [];
  const whose = by ? sql`${sql.ref(`c.${by}`)} in (${listed(keys)})` : sql`1 = 1`;
  const { rows } = await sql<CarriedLink>`
    select c.key, c.part, c.how, c.from_position, c.effective_from from ${versions('carried', view.moment)} as c
    where ${whose} and ${visibleTo(view.reader, 'c.key')} and ${visibleTo(view.reader, 'c.part')}
    order by c.from_position, c.part`.execute(view.db);
  return rows;
}

/** The slips of all actions whose promises others carry, or of some, by their keys. */
export async function carriedSlips(view: View, of?: readonly number[]): Promise<ReadonlyMap<number, CarriedSlip>> {
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
    movement,
    days,
    workingDays,
    latest: last,
    nearDue: isNear(parent.latest, first.effective_from),
    notAgreed: turn.meeting === null,
    movedBy: turn.party,
    parts: parts.map(({ link }) => link.part),
  };
}

/** The last day that a part promised as it came to carry another's promise: what it moved since is a slip of its own. */
function promisedThen({ latest }: Dated, moves: readonly Moved[], link: CarriedLink): CalendarDate | null {
  const since = moves.filter(({ position }) => position > link.from_position);
  return latest === null ? null : addDays(latest, -since.reduce((sum, { days }) => sum + days, 0));
}

/** The dates of actions as of the moment; what comes round has no last day that another could carry on. */
async function datesOf(view: View, keys: readonly number[]): Promise<ReadonlyMap<number, Dated>> {
  const { rows } = await sql<Dated>`
    select a.key, a.programme, a.owner, case when a.recurs = 1 then null else a.latest end as latest
    from ${versions('actions', view.moment)} as a where a.key in (${listed(keys)})`.execute(view.db);
  return new Map(rows.map((row) => [row.key, row]));
}

/** By how many days each revision moved the dates of some actions, as far as it was known and true at the moment. */
async function movesOf(view: View, keys: readonly number[]): Promise<ReadonlyMap<number, Moved[]>> {
  const { rows } = await sql<Moved>`
    select p.key, p.from_position as position, p.days from promises as p
    where p.moved_by is not null and p.movement is not null and p.key in (${listed(keys)})
      and ${heldAt(view)}`.execute(view.db);
  return grouped(rows, ({ key }) => key);
}

/** Who recorded some events, and at which meeting. */
async function turnsOf({ db }: View, positions: readonly number[]): Promise<ReadonlyMap<number, Turn>> {
  const { rows } = await sql<Turn>`
    select e.from_position as position, w.party, e.meeting from audit as e join actors as w on w.key = e.actor
    where e.from_position in (${listed(positions)})`.execute(db);
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

/** Keys as literals: an engine bounds how many parameters a question has. */
export const listed = (keys: readonly number[]): RawBuilder<unknown> => sql.join(keys.map((key) => sql.lit(key)));
