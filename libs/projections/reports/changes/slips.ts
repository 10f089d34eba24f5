import type { Authority } from '#domain/action/events.js';
import type { CalendarDate } from '#domain/kernel/calendar.js';
import { sql } from '#platform/kysely.js';
import type { View } from '../../read/view.js';
import type { Between, Walked } from './walk.js';
import { REVISIONS, type What } from './words.js';

/** A date as it was promised: its words, and the last day of them. */
export interface Dated {
  readonly text: string;
  readonly latest: CalendarDate | null;
}
/** A revision of what was agreed: how far it moved, and on whose authority; `agreed` is false for the lead's own and nobody's known. */
export interface Slip {
  readonly before: Dated | null;
  readonly after: Dated;
  /** Later above zero; null where either had no last day, so that it was no slip. */
  readonly days: number | null;
  readonly authority: Authority | null;
  readonly agreed: boolean;
}

interface Row {
  readonly key: number;
  readonly position: number;
  readonly text: string;
  readonly latest: CalendarDate | null;
  readonly authority: Authority | null;
  readonly days: number | null;
}

/** How far each revision among some events moved its date, by the event's position. */
export async function slipsOf(
  { db }: View,
  { upTo }: Pick<Between, 'upTo'>,
  events: readonly Walked[],
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

const dated = ({ text, latest }: Row): Dated => ({ text, latest });

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

/** The word for a revision by how far it moved. */
export function movedHow({ days }: Slip): What {
  if (days === null || days === 0) return 'redated';
  return days > 0 ? 'slipped' : 'brought-forward';
}
