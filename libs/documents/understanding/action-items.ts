import type { ActionItem, OwnerField, TimescaleField } from '../model/items.js';
import type { SourceCell } from '../model/source-document.js';
import {
  askWhetherComplete,
  type Cells,
  cellsFor,
  ownersOf,
  promisedIn,
  ratingIn,
  referenceOf,
  statusInDate,
  statusOf,
  textsOf,
} from './action-row.js';
import { resolveAbove } from './as-above.js';
import { ask, field, type Gathering, isBlank, keyAt, withoutMarks } from './gathering.js';
import { ownersIn } from './owners.js';
import { partItems } from './part-items.js';
import { inPieces, partsOf } from './parts.js';
import { type Around, isDated, promise, read } from './promises.js';
import { withoutColour } from './ratings.js';
import type { RowGiven } from './row-given.js';
import { statusIn } from './statuses.js';

/** The action of a row, with its parts; or several where the lines of its cells pair up. */
export function itemsOf(given: RowGiven): readonly ActionItem[] {
  const title = titleOf(given.cells);
  if (!title) return [];
  const pairs = pairsIn(title, given);
  // The pieces of a row that was split are its parts already.
  const items =
    pairs ??
    byPromise(itemOf(title, given), given).flatMap((item, index) =>
      index === 0 ? [item, ...partItems(item, title, given)] : [item],
    );
  if (given.row.isHidden) askHidden(items, given);
  return items;
}

function titleOf(cells: Cells): SourceCell | undefined {
  const given = cellsFor(cells, 'action').find(({ text }) => !isBlank(text));
  return given ?? cellsFor(cells, 'description', 'measure').find(({ text }) => !isBlank(text));
}

function itemOf(title: SourceCell, given: RowGiven, keys = [keyAt(given.row.place)]): ActionItem {
  const item = rowItem(title, given);
  const asked = askWhetherComplete(item, keys, given.gathering);
  return asked ? { ...item, status: asked } : item;
}

function rowItem(title: SourceCell, given: RowGiven): ActionItem {
  const { row, cells, gathering, programme } = given;
  const promised = resolveAbove(promisedIn(cells, given.around, gathering), title, given);
  const rating = ratingIn(cells, gathering);
  const status = statusOf(cells, promised, rating, gathering);
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
    owners: ownersFor(cells, title, gathering),
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
function ownersFor(cells: Cells, { text, place }: SourceCell, gathering: Gathering): readonly OwnerField[] {
  if (cells.some(({ column }) => column.role === 'owner')) return ownersOf(cells, gathering);
  const names = LED.exec(text)?.[1];
  return names === undefined ? [] : ownersIn(names, place, gathering);
}

const OTHERS = new Set(['other', 'programme', 'measure', 'decision', 'raised', 'kind']);

const oneLine = (text: string) =>
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
  const statuses = textsOf(cells, 'status').filter(({ value }) => statusIn(value) === undefined || value.length > 25);
  return [...textsOf(cells, 'note'), ...statuses, ...comments];
}

/** Lines of the date's cell that pair with as many pieces of the action's are as many actions. */
function pairsIn(title: SourceCell, given: RowGiven): readonly ActionItem[] | undefined {
  const { cells, gathering, row } = given;
  const dated = cells.find(({ column, cell }) => column.role === 'timescale' && cell.text !== '');
  if (!dated) return undefined;
  const around = given.around.get(dated.column.index) as Around;
  const written = dated.cell.lines.map(({ text }) => text).filter((text) => text !== '');
  const lines = written.length > 1 ? written : flattened(dated.cell.text, around, gathering);
  if (lines.length < 2) return undefined;
  const promises = lines.map((text) =>
    promise(text, text, dated.cell.place, 'certain', 'A line of the cell.', around, gathering),
  );
  if (!promises.every(({ reading }) => isDated(reading) || reading.precision === 'none')) return undefined;
  const pieces = inPieces(title, lines.length);
  if (!pieces) return undefined;
  const keys = pieces.map((_, index) => halfKey(keyAt(row.place), index));
  const text = `The row holds ${lines.length} actions, each with a date of its own. Are they to be kept apart?`;
  const answer = ask(gathering, 'split-row', row.place, text, keys, [
    { value: 'split', label: `${lines.length} actions`, isTaken: true },
    { value: 'one', label: 'One action' },
  ]);
  if (answer === 'one') return undefined;
  const owners = eachOf(cellsFor(cells, 'owner')[0], lines.length);
  const stated = cellsFor(cells, 'status', 'rating', 'progress').find((cell) => eachOf(cell, lines.length));
  const statuses = eachOf(stated, lines.length);
  // A status in one line is that of all; lines of their own answer for each, and nothing is to be asked.
  const whole = statuses ? rowItem(title, given) : itemOf(title, given, keys);
  return pieces.map((piece, index) =>
    paired(whole, index, piece, promises[index] as TimescaleField, {
      owners: owners
        ? ownersIn(owners[index] ?? '', cellsFor(cells, 'owner')[0]?.place ?? row.place, gathering)
        : whole.owners,
      ...(statuses?.[index] !== undefined && { status: statuses[index] as string }),
      place: stated?.place ?? row.place,
    }),
  );
}

const halfKey = (key: string, index: number) => (index === 0 ? key : `${key}.${index + 1}`);

/** The timescales of a cell that lost its lines, "Delivered Dec 2017 End March 2018". */
function flattened(text: string, around: Around, gathering: Gathering): readonly string[] {
  return read(text.replace(/\s+/g, ' '), around, gathering).alternatives.flatMap(
    ({ because }) => /^only the part "(.+)"$/.exec(because)?.[1] ?? [],
  );
}

function eachOf(cell: SourceCell | undefined, count: number): readonly string[] | undefined {
  return cell && cell.text !== '' ? inPieces(cell, count) : undefined;
}

interface Paired {
  readonly owners: readonly OwnerField[];
  readonly status?: string;
  readonly place: SourceCell['place'];
}

function paired(whole: ActionItem, index: number, piece: string, own: TimescaleField, rest: Paired): ActionItem {
  const { status: ofRow, ...common } = whole;
  const status = rest.status === undefined ? undefined : statusIn(withoutColour(rest.status));
  const inDate = statusInDate(own);
  const shared = rest.status === undefined ? ofRow : undefined;
  return {
    ...common,
    key: halfKey(whole.key, index),
    title: field(piece, whole.title.written, whole.title.place, 'likely', 'One of several in the cell.'),
    owners: rest.owners,
    promises: [own],
    ...(status && { status: field(status, rest.status ?? '', rest.place, 'certain', 'The line that pairs with it.') }),
    ...(!status &&
      inDate && { status: field(inDate, own.written, own.place, 'certain', 'Stands where a date should.') }),
    ...(!status && !inDate && shared && { status: shared }),
  };
}

/** Two promises in one text that no lines keep apart: one action, until somebody answers that they are several. */
function byPromise(item: ActionItem, given: RowGiven): readonly ActionItem[] {
  const { key, place, promises, title } = item;
  const { gathering } = given;
  const last = promises.at(-1);
  if (!last) return [item];
  const { alternatives } = last.reading;
  const parts = alternatives.flatMap(({ because }) => /^only (?:the part )?"(.+)"$/.exec(because)?.[1] ?? []);
  const listed = last.value.split(/\s*[,;]\s*/).filter((part) => /\bby\b|\d/.test(part));
  const several =
    parts.length > 1 ? parts.length : last.reading.precision === 'unread' && listed.length > 1 ? listed.length : 0;
  if (several === 0) return [item];
  const text = `"${last.written}" holds ${several} dates for "${title.value.slice(0, 80)}". Is it one action?`;
  const answer = ask(
    gathering,
    'two-promises',
    place,
    text,
    [key],
    [
      { value: 'one', label: 'One action with the whole text', isTaken: true },
      { value: 'split', label: `${several} actions, each with its date` },
    ],
  );
  if (answer !== 'split') return [item];
  const around = [...given.around.values()][0] as Around;
  return (parts.length > 1 ? parts : listed).map((part, index) => ({
    ...item,
    key: halfKey(key, index),
    promises: [promise(part, last.written, last.place, 'certain', 'As answered.', around, gathering)],
  }));
}

function askHidden(items: readonly ActionItem[], { row, gathering }: RowGiven): void {
  const keys = items.map(({ key }) => key);
  const text = `The row is hidden: "${items[0]?.title.value}". Is it to be brought in?`;
  ask(gathering, 'hidden-row', row.place, text, keys, [
    { value: 'include', label: 'Bring it in' },
    { value: 'leave', label: 'Leave it out', isTaken: true },
  ]);
}
