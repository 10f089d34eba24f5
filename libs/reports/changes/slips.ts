import type { Authority, CalendarDate } from '#domain/index.js';
import { sql } from '#platform/index.js';
import type { QueryContext } from '#read-store/index.js';
import { type ChangeKind, REVISIONS } from './change-kinds.js';
import type { Slip } from './schema.js';
import type { PositionRange, SelectedEvent } from './select-events.js';

interface Row {
  readonly key: number;
  readonly position: number;
  readonly text: string;
  readonly latest: CalendarDate | null;
  readonly authority: Authority | null;
  readonly days: number | null;
}

export async function slipsOf(
  { db }: QueryContext,
  { upTo }: Pick<PositionRange, 'upTo'>,
  events: readonly SelectedEvent[],
): Promise<ReadonlyMap<number, Slip>> {
  const revised = events.filter(({ type }) => REVISIONS.includes(type));
  if (revised.length === 0) return new Map();
  const revisions = new Set(revised.map(({ position }) => position));
  const keys = [...new Set(revised.map(({ key }) => key))];
  const { rows } = await sql<Row>`
    select p.key, p.from_position as position, p.text, p.latest, p.authority, p.days from promises as p
    where p.from_position <= ${upTo} and p.sort <> 'forecast' and p.key in (${sql.join(keys)})
    order by p.from_position`.execute(db);
  const standing = new Map<number, Row>();
  const slips = new Map<number, Slip>();
  for (const row of rows) {
    if (revisions.has(row.position)) slips.set(row.position, slip(standing.get(row.key), row));
    standing.set(row.key, row);
  }
  return slips;
}

const dated = ({ text, latest }: Row) => ({ text, latest });

function slip(before: Row | undefined, after: Row): Slip {
  const { authority, days } = after;
  return {
    before: before ? dated(before) : null,
    after: dated(after),
    days: before?.latest && after.latest ? days : null,
    authority,
    agreed: authority !== 'lead' && authority !== 'unknown',
  };
}

export function revisionKind({ days }: Slip): ChangeKind {
  if (days === null || days === 0) return 'redated';
  return days > 0 ? 'slipped' : 'brought-forward';
}
