import type { ActionItem, OwnerField } from '../model/items.js';
import type { SourceCell } from '../model/source-document.js';
import { ownersOf, ratingIn, referenceOf, statusOf, textsOf } from './action-row.js';
import { ABOVE, resolveAbove } from './as-above.js';
import { type Cells, cellsFor } from './cells.js';
import { field, isBlank, keyAt, withoutMarks } from './gathering.js';
import { ownersIn } from './owners.js';
import { partsOf } from './parts.js';
import { isColour } from './ratings.js';
import type { RowGiven } from './row-given.js';
import { promisedIn } from './row-promises.js';
import { statusIn } from './statuses.js';

/** The one action of a row, before anybody asks whether its cells hold several. */
export function rowItem(title: SourceCell, given: RowGiven): ActionItem {
  const { row, cells, gathering, programme } = given;
  const promised = resolveAbove(promisedIn(cells, given.around, gathering), title, given);
  const rating = ratingIn(cells, gathering);
  const status = given.isClosed
    ? field('complete' as const, 'Closed', row.place, 'likely', 'It stands under those that are closed.')
    : statusOf(cells, promised, rating, gathering);
  const reference = referenceOf(cells);
  const parts = partsOf(title);
  const text = parts && parts.lead !== '' ? parts.lead : title.text;
  const key = keyAt(row.place);
  const others = cells.filter(({ column, cell }) => OTHERS.has(column.role) && !isBlank(cell.text));
  return {
    kind: 'action',
    key,
    place: row.place,
    ...(programme && { programme }),
    ...(reference && { reference }),
    title: field(oneLine(withoutMarks(text)), title.text, title.place, 'certain', 'The column of actions.'),
    ...(title.earlier.length > 0 && { earlierTitle: title.earlier }),
    description: textsOf(cells, 'description').filter(({ place }) => place !== title.place),
    owners: ownersFor(given, title),
    ...promised,
    ...(status && { status }),
    ...progressIn(cells),
    ...(rating && { rating }),
    evidence: textsOf(cells, 'evidence'),
    notes: notesIn(cells),
    others: others.map(({ column, cell }) => ({
      ...field(cell.text, cell.text, cell.place, column.sure, `The column "${column.heading}".`),
      heading: column.heading,
    })),
    sure: 'likely',
    why: 'A row of a table of actions.',
    ...(row.isHidden && { isHidden: true as const }),
  };
}

const LED = /^([A-Z]{2,6}(?:\s*[/&]\s*[A-Z]{2,6})*)\s+(?:to|will)\s+[a-z]/;

/** Without a column of owners, "DHC to continue …" says whose it is. */
function ownersFor(
  { cells, gathering, ownersAbove: above }: RowGiven,
  { text, place }: SourceCell,
): readonly OwnerField[] {
  if (cells.some(({ column }) => column.role === 'owner')) {
    const said = above && cellsFor(cells, 'owner').find((cell) => ABOVE.test(cell.text));
    if (!said) return ownersOf(cells, gathering);
    const why = `"${said.text}" stands for who owns the row above.`;
    return above.map((owner) => ({ ...owner, written: said.text, place: said.place, sure: 'likely', why }));
  }
  const names = LED.exec(text)?.[1];
  return names === undefined ? [] : ownersIn(names, place, gathering);
}

const OTHERS = new Set(['other', 'programme', 'measure', 'decision', 'raised', 'kind']);

export const oneLine = (text: string) =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

function progressIn(cells: Cells): Pick<ActionItem, 'progress'> {
  const [progress] = textsOf(cells, 'progress');
  if (progress) return { progress };
  const percent = textsOf(cells, 'status').find(({ value }) => /^\s*\d{1,3}(?:[.,]\d+)?\s*%\s*$/.test(value));
  return percent ? { progress: percent } : {};
}

/** Notes, comments on cells, and a status that says more than a word. */
function notesIn(cells: Cells): ActionItem['notes'] {
  const comments = cells.flatMap(({ cell }) =>
    cell.comment ? [field(cell.comment, cell.comment, cell.place, 'certain', 'A comment on the cell.')] : [],
  );
  const statuses = textsOf(cells, 'status').filter(
    ({ value }) => (statusIn(value) === undefined && !isColour(value)) || value.length > 25,
  );
  return [...textsOf(cells, 'note'), ...statuses, ...comments];
}
