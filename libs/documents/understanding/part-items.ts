import type { ActionItem, TimescaleField } from '../model/items.js';
import type { SourceCell } from '../model/source-document.js';
import { cellsFor } from './cells.js';
import { field, isBlank, withoutMarks } from './gathering.js';
import { ownersIn } from './owners.js';
import { type CellPart, ofParts, partsOf } from './parts.js';
import { ALONE, isDated, promise } from './promises.js';
import type { RowGiven } from './row-given.js';
import { statusIn } from './statuses.js';

/** The parts that the cell of an action lists are actions below it. */
export function partItems(parent: ActionItem, title: SourceCell, given: RowGiven): readonly ActionItem[] {
  const found = partsOf(title);
  if (!found) return [];
  const statuses = ofParts(cellsFor(given.cells, 'status', 'note'), found.parts);
  const dates = ofParts(cellsFor(given.cells, 'timescale', 'revised'), found.parts);
  const owners = ofParts(cellsFor(given.cells, 'owner'), found.parts);
  return found.parts.map((part, index) =>
    partItem(parent, part, index + 1, title, given, {
      status: statuses[index],
      date: dates[index],
      owner: owners[index],
    }),
  );
}

interface SaidOfPart {
  readonly status: string | undefined;
  readonly date: string | undefined;
  readonly owner: string | undefined;
}

function partItem(
  parent: ActionItem,
  part: CellPart,
  number: number,
  { place }: SourceCell,
  given: RowGiven,
  { status: said, date: stated, owner }: SaidOfPart,
): ActionItem {
  const around = [...given.around.values()][0] ?? ALONE;
  const own =
    stated !== undefined && read(stated)
      ? { text: part.text, date: stated }
      : dateWithin(part.text, (text) => read(text) !== undefined);
  function read(text: string): TimescaleField | undefined {
    const found = promise(text, text, place, 'likely', 'Stands in the part itself.', around, given.gathering);
    return isDated(found.reading) ? found : undefined;
  }
  const status = said === undefined ? undefined : statusIn(said);
  const date = own.date === undefined ? undefined : read(own.date);
  return {
    kind: 'action',
    key: `${parent.key}/${part.label ?? number}`,
    place: parent.place,
    ...(parent.programme && { programme: parent.programme }),
    title: field(withoutMarks(own.text), part.text, place, 'likely', 'A part that the cell lists.'),
    description: [],
    owners: owner === undefined ? parent.owners : ownersIn(owner, place, given.gathering),
    promises: date ? [date] : [],
    ...(status && { status: field(status, said ?? '', place, 'likely', `"${said}" is said of it.`) }),
    evidence: [],
    notes: [],
    others: [],
    partOf: parent.key,
    sure: 'likely',
    why: 'A part that the cell of its action lists.',
    ...(parent.isHidden && { isHidden: true as const }),
  };
}

const TRAILING = [
  /^(.*\S)(?:\s+[-–]|\s*:)\s+([^-–:]{3,40})$/,
  /^(.*\S),\s+((?:by\s+)?\d{1,2}\D[^,;]{2,25})$/,
  /^(.*\S)\s*\((?:by\s+)?([^)]{2,40})\)\.?$/,
  /^(.*\S)\s+((?:by|each|every|from|before|until|in|at)\s+\S[^,;]{2,40})$/i,
];

/** "train ward staff - Oct" is to be done by October. */
export function dateWithin(
  text: string,
  isDate: (text: string) => boolean,
): { readonly text: string; readonly date?: string } {
  for (const pattern of TRAILING) {
    const [, before = '', date = ''] = pattern.exec(text) ?? [];
    if (before !== '' && !isBlank(date) && isDate(date.trim())) {
      return { text: before.trim(), date: date.trim() };
    }
  }
  return { text };
}
