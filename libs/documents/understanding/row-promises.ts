import type { TimescaleField } from '../model/items.js';
import type { SourceCell } from '../model/source-document.js';
import type { ColumnRole } from '../model/understood.js';
import { type Cells, cellsFor } from './cells.js';
import { ANY_DATE } from './date-texts.js';
import { type Gathering, isNone } from './gathering.js';
import { type Around, isDated, promise, promiseOf } from './promises.js';

export interface RowPromises {
  readonly promises: readonly TimescaleField[];
  readonly forecast?: TimescaleField;
  readonly start?: TimescaleField;
  readonly completed?: TimescaleField;
}

/** Original, struck and revised dates, oldest first; "n/a" and dashes are none, "TBC" gives a date up. */
export function promisedIn(cells: Cells, orders: ReadonlyMap<number, Around>, gathering: Gathering): RowPromises {
  const promises: TimescaleField[] = [];
  const one = (role: ColumnRole): TimescaleField | undefined => {
    for (const { column, cell } of cells) {
      if (column.role !== role || isNone(cell.text)) continue;
      const found = promiseOf(cell, orders.get(column.index) as Around, gathering);
      if (found) return found;
    }
    return undefined;
  };
  const inOrder = [
    ...cells.filter(({ column }) => column.role === 'timescale'),
    ...cells.filter(({ column }) => column.role === 'revised'),
  ];
  for (const { column, cell } of inOrder) {
    const around = orders.get(column.index) as Around;
    for (const struck of cell.earlier) {
      const earlier = promise(
        struck,
        struck,
        cell.place,
        'likely',
        'Struck out or deleted in the document.',
        around,
        gathering,
      );
      if (isDated(earlier.reading) || earlier.reading.precision === 'none') promises.push(earlier);
    }
    if (isNone(cell.text)) continue;
    const moved = movedByArrow(cell, around, gathering);
    if (moved) {
      promises.push(...moved);
      continue;
    }
    const now = promiseOf(cell, around, gathering);
    if (now) promises.push(column.role === 'revised' ? { ...now, why: `${now.why} It revises the date before.` } : now);
  }
  if (!promises.some(({ why }) => why.includes('revises'))) promises.push(...movedIn(cells, orders, gathering));
  const [start, completed] = [one('start'), one('completed')];
  const forecast = one('forecast') ?? expectedIn(cells, orders, gathering);
  // "Monthly" under "Start", with nothing under "End", is when it is to be done.
  const isRound = start?.reading.recurrence != null && promises.length === 0;
  if (isRound) promises.push(start);
  const isMoment = completed !== undefined && isDated(completed.reading);
  return {
    promises,
    ...(forecast && { forecast }),
    ...(start && !isRound && { start }),
    ...(isMoment && { completed }),
  };
}

const ARROW = /\s*(?:→|⇒|➔|➜|➡|⟶|=>|-+>)\s*/;

/** "30 June → 30 Sept" is the date that was promised, and the one that it was moved to. */
function movedByArrow(
  { text, date, place }: SourceCell,
  around: Around,
  gathering: Gathering,
): readonly TimescaleField[] | undefined {
  const parts = date ? [] : text.trim().split(ARROW);
  if (parts.length < 2 || parts.some((part) => part === '')) return undefined;
  const why = 'An arrow in the cell leads from one date to the next.';
  const found = parts.map((part) => promise(part, text, place, 'likely', why, around, gathering));
  return found.every(({ reading }) => isDated(reading)) ? found : undefined;
}

/** "Slipped; now expected 30 June" forecasts, and promises nothing new. */
const EXPECTED =
  /\bnow (?:expected|anticipated|likely|forecast)(?: to (?:be complete[d]?|complete|finish))?(?: (?:by|in|on|for))?[:\s]+(.+)/i;

function expectedIn(
  cells: Cells,
  orders: ReadonlyMap<number, Around>,
  gathering: Gathering,
): TimescaleField | undefined {
  for (const cell of cellsFor(cells, 'status', 'note', 'progress')) {
    const [words] = (EXPECTED.exec(cell.text)?.[1] ?? '').match(NEXT_DATE) ?? [];
    const around = [...orders.values()][0];
    if (words === undefined || !around) continue;
    const found = promise(words.trim(), cell.text, cell.place, 'likely', 'The row says so.', around, gathering);
    if (isDated(found.reading)) return found;
  }
  return undefined;
}

const MOVED =
  /\b(?:new|revised|amended|extended) (?:target |due |completion |end )?(?:date|deadline|timescale)(?: (?:is|of|agreed))?\s*[:–-]?\s*(.+)/i;

/** "Slipped - new date Dec-24" in the status is a date that revises the one before. */
function movedIn(cells: Cells, orders: ReadonlyMap<number, Around>, gathering: Gathering): readonly TimescaleField[] {
  for (const cell of cellsFor(cells, 'status', 'note')) {
    const said = MOVED.exec(cell.text)?.[1] ?? '';
    const [words] = said.match(NEXT_DATE) ?? [];
    const around = [...orders.values()][0];
    if (words === undefined || !around) continue;
    const why = `"${cell.text.slice(0, 80)}" revises the date before.`;
    const found = promise(words.trim(), cell.text, cell.place, 'likely', why, around, gathering);
    if (isDated(found.reading)) return [found];
  }
  return [];
}

const NEXT_DATE = new RegExp(`^(?:${ANY_DATE.source}|[a-z]{3,9}[-\\s]'?\\d\\d\\b)`, 'i');
