import type { ActionItem, OwnerField, TimescaleField } from '../model/items.js';
import type { SourceCell } from '../model/source-document.js';
import { askWhetherComplete, statusInDate } from './action-row.js';
import { type Cells, cellsFor } from './cells.js';
import { ask, field, type Gathering, isBlank, keyAt } from './gathering.js';
import { ownersIn } from './owners.js';
import { partItems } from './part-items.js';
import { inPieces } from './parts.js';
import { type Around, isDated, promise, read } from './promises.js';
import { withoutColour } from './ratings.js';
import type { RowGiven } from './row-given.js';
import { oneLine, rowItem } from './row-item.js';
import { lastSentence, minuteAction } from './sentences.js';
import { statusIn } from './statuses.js';

/** The action of a row, with its parts; or several where the lines of its cells pair up. */
export function itemsOf(given: RowGiven): readonly ActionItem[] {
  const title = titleOf(given.cells);
  if (!title) return struckItem(given);
  const isMinute = !given.cells.some(({ column }) => SAYS_WHO_OR_WHEN.has(column.role));
  const pairs = isMinute ? minuteItems(title, given) : pairsIn(title, given);
  // The pieces of a row that was split are its parts already.
  const items = pairs ?? withParts(itemOf(title, given), title, given);
  if (given.row.isHidden) askHidden(items, given);
  return items;
}

/** Parts that each have a date explain the dates of the row, so nobody is asked about them. */
function withParts(item: ActionItem, title: SourceCell, given: RowGiven): readonly ActionItem[] {
  const parts = partItems(item, title, given);
  if (parts.length > 0 && parts.every(({ promises }) => promises.length > 0)) return [item, ...parts];
  const [first = item, ...others] = byPromise(item, given);
  return [first, ...(parts.length > 0 ? partItems(first, title, given) : []), ...others];
}

const SAYS_WHO_OR_WHEN: ReadonlySet<string> = new Set([
  ...['owner', 'timescale', 'revised', 'forecast', 'completed', 'status', 'start', 'rating', 'progress'],
]);
const ONLY_NAMES = /^(?:[A-Z]{2,4}|All)(?:\s*[/&,\n]\s*(?:[A-Z]{2,4}|All))*$/;

const TASK_LINE =
  /^(?:[A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*|All|[A-Z][\p{L}'’-]+(?: [A-Z][\p{L}'’-]+)?)\s+(?:to|will)\s+\p{Ll}/u;

/** A line for each action, where each says who is to act. */
function minuteItems(title: SourceCell, given: RowGiven): readonly ActionItem[] {
  const lines = title.lines.filter(({ text }) => text !== '');
  if (lines.length < 2 || !lines.every(({ text }) => TASK_LINE.test(text))) return [minuteItem(title, given)];
  return lines.map((line, index) => {
    const item = minuteItem({ ...title, text: line.text, earlier: line.earlier, lines: [line] }, given);
    return { ...item, key: halfKey(item.key, index) };
  });
}

/** Minutes in a table: what its action column says names who and when, or only who; the text beside it says what. */
function minuteItem(title: SourceCell, given: RowGiven): ActionItem {
  const { cells, gathering, row } = given;
  const item = rowItem(title, given);
  const beside = cells.findLast(
    ({ column, cell }) => (column.role === 'other' || column.role === 'description') && !isBlank(cell.text),
  )?.cell;
  const isWho = ONLY_NAMES.test(title.text.trim()) && beside !== undefined;
  const said = isWho ? lastSentence(beside.text) : oneLine(title.text);
  const line = { kind: 'paragraph', place: title.place, text: said, earlier: [] } as const;
  const { title: what, owners, promises, description, status } = minuteAction(said, line, 0, gathering);
  return {
    ...item,
    ...(isWho && { title: { ...what, written: title.text }, sure: 'doubtful' as const }),
    owners: isWho ? ownersIn(title.text, title.place, gathering) : owners.length > 0 ? owners : item.owners,
    promises,
    description: [...item.description, ...description],
    ...(status && !item.status && { status }),
    why: isWho ? 'Its column of actions says who, and the text beside it what.' : item.why,
    key: keyAt(row.place),
  };
}

/** A row whose action is struck out: it was taken out of the plan, and still is a row of it. */
function struckItem(given: RowGiven): readonly ActionItem[] {
  const cells = given.cells.map(({ column, cell }) => ({
    column,
    cell: cell.text === '' ? { ...cell, text: cell.earlier.join(' '), earlier: [] } : cell,
  }));
  const title = cellsFor(cells, 'action').find(({ text }) => !isBlank(text));
  if (!title) return [];
  const why = 'The action is struck out in the document.';
  return [
    { ...rowItem(title, { ...given, cells }), status: field('withdrawn', title.text, title.place, 'likely', why) },
  ];
}

function titleOf(cells: Cells): SourceCell | undefined {
  const given = cellsFor(cells, 'action').find(({ text }) => !isBlank(text));
  const isStruck = !given && cellsFor(cells, 'action').some(({ earlier }) => earlier.length > 0);
  if (isStruck) return undefined;
  return given ?? cellsFor(cells, 'description', 'measure').find(({ text }) => !isBlank(text));
}

function itemOf(title: SourceCell, given: RowGiven, keys = [keyAt(given.row.place)]): ActionItem {
  const item = rowItem(title, given);
  const asked = askWhetherComplete(item, keys, given.gathering);
  return asked ? { ...item, status: asked } : item;
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
  const named = pieces.map((piece, index) => `"${piece.slice(0, 80)}" (${lines[index]})`).join(' and ');
  const text = `The row holds ${lines.length} actions, each with a date of its own: ${named}. Are they to be kept apart?`;
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
