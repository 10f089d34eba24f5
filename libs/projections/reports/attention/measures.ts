import { type RawBuilder, sql } from 'kysely';
import { addDays, type CalendarDate, daysBetween, spanOf } from '#domain/kernel/calendar.js';
import { chartOf } from '#domain/spc/series.js';
import { outlook } from '#domain/target/outlook.js';
import { type Item, itemsOf } from '../../read/items.js';
import { withReferences } from '../../read/references.js';
import { versions } from '../../read/versions.js';
import type { View } from '../../read/view.js';
import { visibleTo } from '../../read/visible.js';
import { measurementsOf } from '../../targets/figures.js';
import type { MeasurementRow, TargetState } from '../../targets/projection.js';
import { inProgrammes, type Scope } from '../scope.js';

/** A figure has stopped coming when so many periods like the last one have ended without one. */
const MISSED_PERIODS = 2;
const PLACES = 4;

/** Of the active targets that a report covers: whose figures stopped coming, and whose next point is out of reach. */
export async function measuresOf(view: View, scope: Scope) {
  const within: RawBuilder<unknown> = inProgrammes(scope) ?? sql`1 = 1`;
  const { rows } = await sql<{ key: number }>`
    select r.key from ${versions('targets', view.moment)} as r join items as i on i.key = r.key
    where r.status = 'active' and ${within} and ${visibleTo(view.reader, 'r.key')} order by i.reference`.execute(
    view.db,
  );
  const keys = rows.map(({ key }) => key);
  const items = await itemsOf<TargetState>(view.db, keys, view.moment);
  const measured = await measurementsOf(view, keys);
  const { day } = view.moment;
  const told = await withReferences(view, items, (item, { of }) => {
    const rows = measured.get(item.key) ?? [];
    const head = { reference: item.head.reference, measure: item.state.title, programme: of(item.state.programme) };
    return { stopped: stopped(rows, day, head), outOfReach: outOfReach(item, rows, head) };
  });
  return {
    stopped: told.flatMap(({ stopped }) => stopped),
    outOfReach: told.flatMap(({ outOfReach }) => outOfReach),
  };
}

interface Head {
  readonly reference: string;
  readonly measure: string;
  readonly programme: string;
}

function stopped(rows: readonly MeasurementRow[], day: CalendarDate, head: Head) {
  const last = rows.at(-1);
  const span = last && spanOf(last.period);
  if (!last || !span) return [];
  const expectedBy = addDays(span.last, MISSED_PERIODS * (daysBetween(span.first, span.last) + 1));
  return expectedBy < day ? [{ ...head, last: last.period, daysSince: daysBetween(span.last, day) }] : [];
}

function outOfReach({ state }: Item<TargetState>, rows: readonly MeasurementRow[], head: Head) {
  const found = outlook(state, chartOf(rows, state.unit, []).points);
  if (!found || found.inReach) return [];
  const { period, expected, projected, perMonth, from, to } = found;
  const shown = (value: typeof projected) => value.toDecimalPlaces(PLACES).toFixed();
  return [{ ...head, period, expected, projected: shown(projected), perMonth: shown(perMonth), from, to }];
}
