import type { ActionItem, OwnerField, ReadField, ReadStatus, Sure, TimescaleField } from '../model/items.js';
import type { SourceCell } from '../model/source-document.js';
import type { ColumnRole } from '../model/understood.js';
import { ANY_DATE } from './date-texts.js';
import { ask, field, type Gathering, isBlank, isNone, withoutMarks } from './gathering.js';
import type { TableColumn } from './header-rows.js';
import { ownersIn } from './owners.js';
import { type Around, isDated, promise, promiseOf } from './promises.js';
import { ratingMeans, ratingOf, withoutColour } from './ratings.js';
import { isOnlyStatus, statusIn } from './statuses.js';

/** The cells of a row by the role of their column, in the order of the columns. */
export type Cells = readonly { readonly column: TableColumn; readonly cell: SourceCell }[];

export const cellsFor = (cells: Cells, ...roles: readonly ColumnRole[]): readonly SourceCell[] =>
  cells.filter(({ column }) => roles.includes(column.role)).map(({ cell }) => cell);

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
    const now = promiseOf(cell, around, gathering);
    if (now) promises.push(column.role === 'revised' ? { ...now, why: `${now.why} It revises the date before.` } : now);
  }
  if (!promises.some(({ why }) => why.includes('revises'))) promises.push(...movedIn(cells, orders, gathering));
  const [forecast, start, completed] = [one('forecast'), one('start'), one('completed')];
  const isMoment = completed !== undefined && isDated(completed.reading);
  return {
    promises,
    ...(forecast && { forecast }),
    ...(start && { start }),
    ...(isMoment && { completed }),
  };
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

export function ownersOf(cells: Cells, gathering: Gathering): readonly OwnerField[] {
  return cellsFor(cells, 'owner').flatMap((cell) => ownersIn(cell.text, cell.place, gathering));
}

export function referenceOf(cells: Cells): ReadField | undefined {
  for (const { column, cell } of cells) {
    if (column.role !== 'reference' || isBlank(cell.text)) continue;
    const value = withoutMarks(cell.text.replace(/\s+/g, ' ')).replace(/(?<=[\w])\.$/, '');
    return field(value, cell.text, cell.place, 'certain', `The column "${column.heading}".`);
  }
  return undefined;
}

interface Told {
  readonly status: ReadStatus;
  readonly cell: ReadField;
  readonly sure: Sure;
  readonly why: string;
}

const HOW_MUCH = /^\s*(\d{1,3}(?:[.,]\d+)?)\s*%\s*$/;

/** What says how far it is, most telling first: a status, a completion date, the rating, the date's own cell. */
export function statusOf(
  cells: Cells,
  promised: RowPromises,
  rating: ReadField | undefined,
  gathering: Gathering,
): ReadField<ReadStatus> | undefined {
  const told: Told[] = [];
  for (const { column, cell } of cells) {
    if (column.role === 'status') {
      const sure = cell.text.trim().endsWith('?') ? 'doubtful' : 'certain';
      push(told, statusIn(cell.text), cell, sure, `The column "${column.heading}" says "${cell.text}".`);
    }
    if (column.role === 'rating')
      push(told, statusIn(withoutColour(cell.text)), cell, 'likely', `The column "${column.heading}".`);
    if (column.role === 'completed') push(told, statusIn(cell.text), cell, 'likely', `The column "${column.heading}".`);
  }
  if (promised.completed) {
    const { completed } = promised;
    const isOver = (completed.reading.earliest ?? completed.reading.latest ?? '9999') <= gathering.dated.date;
    if (isOver || !gathering.dated.isKnown)
      pushField(told, 'complete', completed, 'likely', 'It has a date of completion.');
  }
  if (rating) {
    const status = ratingMeans(rating, gathering.legend);
    if (status) pushField(told, status, rating, 'likely', rating.why);
  }
  const last = promised.promises.at(-1);
  if (last) {
    const status = statusInDate(last);
    if (status) pushField(told, status, last, 'certain', `"${last.written}" stands where a date should.`);
  }
  for (const { column, cell } of cells) {
    if (column.role !== 'note' && column.role !== 'progress') continue;
    const isShort = isOnlyStatus(cell.text);
    const status = statusIn(cell.text);
    if (HOW_MUCH.test(cell.text)) {
      const isAll = Number(HOW_MUCH.exec(cell.text)?.[1]?.replace(',', '.')) === 100;
      if (isAll) push(told, 'complete', cell, 'doubtful', 'It says 100 %.');
    } else if (
      isShort ||
      (column.role === 'note' && /^(?:completed?|done|closed)\s*[.:,;–-]/i.test(cell.text.trim()))
    ) {
      push(told, status, cell, 'doubtful', `"${column.heading}" says so.`);
    }
  }
  const [first] = told;
  if (!first) return undefined;
  const sameElsewhere = told.filter(({ status }) => status === first.status).length;
  const sure = first.sure === 'doubtful' && sameElsewhere > 2 ? 'likely' : first.sure;
  return field(first.status, first.cell.written, first.cell.place, sure, first.why);
}

function push(told: Told[], status: ReadStatus | undefined, cell: SourceCell, sure: Sure, why: string): void {
  if (status) told.push({ status, cell: field(cell.text, cell.text, cell.place, sure, why), sure, why });
}

function pushField(told: Told[], status: ReadStatus, from: ReadField, sure: Sure, why: string): void {
  told.push({ status, cell: from, sure, why });
}

/** A status where a date should be; "Completed end 2018/19" is a date to come. */
export function statusInDate({ written, reading }: TimescaleField): ReadStatus | undefined {
  // One of several dates that is a status says nothing of the others.
  if (reading.alternatives.filter(({ because }) => because.startsWith('only the part')).length > 1) return undefined;
  const says = reading.assumptions.some((said) => /taken as a status|taken as true already/i.test(said));
  return says ? statusIn(written) : undefined;
}

/** Asks whether to complete what is only said to be done in passing, or comes round. */
export function askWhetherComplete(
  action: ActionItem,
  keys: readonly string[],
  gathering: Gathering,
): ReadField<ReadStatus> | undefined {
  const { status, promises, place } = action;
  if (status?.value !== 'complete') return status;
  const comesRound = promises.at(-1)?.reading.recurrence;
  if (status.sure !== 'doubtful' && !comesRound) return status;
  const text = comesRound
    ? `"${action.title.value}" comes round and is marked complete. Is it over, or only done for this time?`
    : `"${action.title.value}" seems to be done: ${status.why} Is it complete?`;
  const answer = ask(gathering, 'completion', place, text, keys, [
    { value: 'complete', label: 'Complete', ...(!comesRound && { isTaken: true as const }) },
    {
      value: 'open',
      label: comesRound ? 'Only this time' : 'Not complete',
      ...(comesRound && { isTaken: true as const }),
    },
  ]);
  const isComplete = answer === undefined ? !comesRound : answer === 'complete';
  if (answer)
    return field(isComplete ? 'complete' : 'in-progress', status.written, status.place, 'certain', 'As answered.');
  return isComplete ? status : field('in-progress', status.written, status.place, 'doubtful', status.why);
}

export function ratingIn(cells: Cells, gathering: Gathering): ReadField | undefined {
  for (const role of ['rating', 'status'] as const) {
    for (const cell of cellsFor(cells, role)) {
      const rating = ratingOf(role === 'rating' ? cell : { ...cell, text: '' }, gathering.legend);
      if (rating) return rating;
    }
  }
  return undefined;
}

/** Texts of the columns of a role, with the heading told where it helps. */
export function textsOf(cells: Cells, role: ColumnRole): readonly ReadField[] {
  return cells
    .filter(({ column, cell }) => column.role === role && !isBlank(cell.text))
    .map(({ column, cell }) => field(cell.text, cell.text, cell.place, column.sure, `The column "${column.heading}".`));
}
