import { addDays, isCalendarDate, itemOfStream, startOfDay } from '#domain/index.js';
import { type SqlBool, sql } from '#platform/index.js';
import {
  appendedRows,
  itemKey,
  programmeItemKeys,
  type QueryContext,
  recordedLate,
  unknownReference,
  versions,
  visibleTo,
} from '#read-store/index.js';
import type { AuditFilter } from './audit.filters.js';
import { eventVisible } from './visible.js';

/** Cross joins because SQLite keeps their order: it scans events first, already sorted by number. */
export function trail(view: QueryContext, filter: AuditFilter) {
  const { db, moment, reader } = view;
  const { stream, reference, kind, programme, actor, type, meeting, late, from, to } = filter;
  let rows = db
    .selectFrom(appendedRows('audit', moment).as('e'))
    .crossJoin('items as i')
    .crossJoin('actors as a')
    .leftJoin('items as m', 'm.key', 'e.meeting')
    .leftJoin('promises as promise', 'promise.from_position', 'e.from_position')
    .whereRef('i.key', '=', 'e.key')
    .whereRef('a.key', '=', 'e.actor')
    .where(eventVisible(reader))
    .select(['e.key', 'e.number', 'e.from_position as position', 'e.effective_from', 'e.revision', 'e.event_id'])
    .select(['e.type', 'e.recorded_at', 'e.occurred_at', 'e.on_behalf_of', 'e.reason', 'e.minute_ref'])
    .select(['e.command_id', 'e.source', 'i.kind', 'i.id', 'i.reference', 'a.body as actor', 'm.reference as meeting'])
    .select('promise.authority');
  if (stream !== undefined) {
    rows = rows.where('e.key', '=', db.selectFrom('items').select('key').where(isOfStream(stream)));
  }
  if (reference !== undefined) rows = rows.where('e.key', '=', itemKey(view, 'any', reference));
  if (kind !== undefined) rows = rows.where('i.kind', '=', kind);
  if (programme !== undefined) {
    const belonging = programmeItemKeys(view, programme);
    rows = rows.where(
      sql<SqlBool>`(e.key in (${belonging}) or e.key in (
        select f.key from ${versions('affects', moment)} as f where f.item in (${belonging})))`,
    );
  }
  if (actor !== undefined)
    rows = rows.where('e.actor', 'in', (actors) =>
      actors
        .selectFrom('actors')
        .where('actors.party', '=', itemKey(view, 'party', actor))
        .select('actors.key'),
    );
  if (type !== undefined) rows = rows.where('e.type', 'in', type);
  if (meeting !== undefined) rows = rows.where('e.meeting', '=', itemKey(view, 'meeting', meeting));
  if (late !== undefined)
    rows = rows.where(sql<SqlBool>`${sql.raw(late ? '' : 'not ')}(${sql.raw(recordedLate('e.'))})`);
  if (from !== undefined)
    rows = rows.where(
      sql<SqlBool>`e.number >= (select number from audit where clock >= ${firstMoment(from)}
        order by clock, from_position limit 1)`,
    );
  if (to !== undefined)
    rows = rows.where(
      sql<SqlBool>`e.number <= (select number from audit where clock <= ${lastMoment(to)}
        order by clock desc, from_position desc limit 1)`,
    );
  return rows;
}

/** Whether an index holds all that match: without one a count at a million events costs more than the page. */
export function isIndexed({ stream, reference, kind, programme, type, actor, meeting, late }: AuditFilter): boolean {
  if (stream !== undefined || reference !== undefined) return true;
  if (kind !== undefined || programme !== undefined || late === false) return false;
  return [type, actor, meeting, late].filter((narrowed) => narrowed !== undefined).length <= 1;
}

/** Errors: `unknown-reference` for a stream that is missing or hidden from the reader. */
export async function requireStream({ db, reader }: QueryContext, stream: string): Promise<void> {
  const item = await db
    .selectFrom('items')
    .select('key')
    .where(isOfStream(stream))
    .where(visibleTo(reader, 'items.key'))
    .executeTakeFirst();
  if (!item) throw unknownReference('stream', 'stream', stream);
}

function isOfStream(stream: string) {
  const item = itemOfStream(stream);
  if (!item) return sql<SqlBool>`1 = 0`;
  const { kind, id } = item;
  return kind === 'ledger'
    ? sql<SqlBool>`items.kind = ${kind}`
    : sql<SqlBool>`items.kind = ${kind} and items.id = ${id}`;
}

const firstMoment = (when: string) => Date.parse(isCalendarDate(when) ? startOfDay(when) : when);
const lastMoment = (when: string) => (isCalendarDate(when) ? firstMoment(addDays(when, 1)) - 1 : Date.parse(when));
