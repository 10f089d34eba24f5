import type { ActionItem, OwnerField, ReadField, ReadStatus, Sure, TimescaleField } from '../model/items.js';
import type { SourceCell } from '../model/source-document.js';
import type { ColumnRole } from '../model/understood.js';
import { type Cells, cellsFor } from './cells.js';
import { ask, field, type Gathering, isBlank, withoutMarks } from './gathering.js';
import { ownersIn } from './owners.js';
import { isColour, ratingMeans, ratingOf, withoutColour } from './ratings.js';
import type { RowPromises } from './row-promises.js';
import { isOnlyStatus, statusIn } from './statuses.js';

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
/** "0.75" in a column of progress. */
const FRACTION = /^\s*0[.,]\d{1,2}\s*$/;

/** Followed by a mark: "Complete. Approved at the Board", "On hold, see 3.2". */
const BEGINS_WITH_STATUS = /^(?:completed?|done|closed|on ?-?hold|paused|cancelled|withdrawn)\s*[.:,;–-]/i;

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
  if (rating?.value === 'blue' && !gathering.legend.has('blue'))
    pushField(told, 'complete', rating, 'doubtful', 'Blue means complete in most plans, and this one does not say.');
  const last = promised.promises.at(-1);
  if (last) {
    const status = statusInDate(last);
    if (status) pushField(told, status, last, 'certain', `"${last.written}" stands where a date should.`);
  }
  for (const { column, cell } of cells) {
    const isShare = column.role === 'status' && HOW_MUCH.test(cell.text);
    if (column.role !== 'note' && column.role !== 'progress' && !isShare) continue;
    const isShort = isOnlyStatus(cell.text);
    const status = statusIn(cell.text);
    if (column.role === 'progress' && FRACTION.test(cell.text) && /[1-9]/.test(cell.text)) {
      push(told, 'in-progress', cell, 'likely', `It says ${cell.text.trim()}.`);
    } else if (HOW_MUCH.test(cell.text)) {
      const share = Number(HOW_MUCH.exec(cell.text)?.[1]?.replace(',', '.'));
      if (share === 100) push(told, 'complete', cell, 'doubtful', 'It says 100 %.');
      else if (share > 0) push(told, 'in-progress', cell, 'likely', `It says ${cell.text.trim()}.`);
    } else if (isShort || (column.role === 'note' && BEGINS_WITH_STATUS.test(cell.text.trim()))) {
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
      const rating = ratingOf(
        role === 'rating' || isColour(cell.text) ? cell : { ...cell, text: '' },
        gathering.legend,
      );
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
