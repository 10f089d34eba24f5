import type { ActionItem, DecisionItem, ReadField, ReadStatus, TargetItem, TargetPoint } from '../model/items.js';
import { isOwnHeader, OWN } from '../model/own-export.js';
import {
  isTable,
  type SourceCell,
  type SourceDocument,
  type SourceRow,
  type SourceTable,
} from '../model/source-document.js';
import type { UnderstandOptions, Understood } from '../model/understood.js';
import { account } from './action-table.js';
import { field, type Gathering, keyAt } from './gathering.js';
import { ALONE, promise, saidDay } from './promises.js';

const WHY = 'A row of an export of the ledger.';
const LOOKED_AT = 10;

type OwnColumn = keyof typeof OWN;
type RowGiven = { readonly row: SourceRow; readonly at: ReadonlyMap<string, number>; readonly gathering: Gathering };

/** What the ledger exported itself is read to the letter: no cell is split, and no word is guessed at. */
export function understandOwn(document: SourceDocument, options: UnderstandOptions): Understood | undefined {
  const tables = document.blocks.filter(isTable);
  const headers = tables.map(headerAt);
  const day = tables.flatMap((table, index) => dayIn(table, headers[index] ?? -1))[0];
  if (headers.every((at) => at < 0)) return undefined;
  const gathering: Gathering = {
    document,
    options,
    dated: { date: day ?? options.today, isKnown: true },
    people: [],
    legend: new Map(),
    dateOrder: undefined,
    readings: new Map(),
    names: new Map(),
    ...{ items: [], accounts: [], questions: [], tables: [], programmes: [] },
  };
  for (const [index, table] of tables.entries()) readTable(table, headers[index] ?? -1, gathering);
  const { people, programmes, items, tables: understood, questions, accounts } = gathering;
  return { people, programmes, items, tables: understood, questions, accounts };
}

const textsOf = ({ cells }: SourceRow) => cells.map(({ text }) => text);
const headerAt = ({ rows }: SourceTable) => rows.slice(0, LOOKED_AT).findIndex((row) => isOwnHeader(textsOf(row)));

function dayIn({ rows }: SourceTable, header: number): string[] {
  const first = rows[header + 1];
  if (header < 0 || !first) return [];
  const cell = first.cells[textsOf(rows[header] as SourceRow).indexOf(OWN.asOf)];
  const day = cell?.date ?? cell?.text.slice(0, 10) ?? '';
  return /^\d{4}-\d\d-\d\d$/.test(day) ? [day] : [];
}

function readTable({ rows, place }: SourceTable, header: number, gathering: Gathering): void {
  const headings = header < 0 ? [] : textsOf(rows[header] as SourceRow);
  const at = new Map(headings.map((heading, index) => [heading, index]));
  const make = makerOf(at);
  const [kind, why] = make
    ? ([make.kind, 'An export of the ledger.'] as const)
    : (['furniture', 'It tells of the ledger, and holds nothing to bring in.'] as const);
  gathering.tables.push({ place, kind, why, columns: [] });
  for (const [index, row] of rows.entries()) {
    if (index <= header) account(gathering, row, 'header', 'Names the columns.', []);
    else if (row.cells.every(({ text }) => text === '')) account(gathering, row, 'empty', 'No text in it.', []);
    else if (!make) account(gathering, row, 'furniture', why, []);
    else make.read({ row, at, gathering });
  }
}

interface Maker {
  readonly kind: 'actions' | 'targets' | 'decisions';
  read(given: RowGiven): undefined;
}

/** Reports have no column of items, and bring none. */
function makerOf(at: ReadonlyMap<string, number>): Maker | undefined {
  const has = (...names: readonly OwnColumn[]) => names.every((name) => at.has(OWN[name]));
  if (has('reference', 'action')) return { kind: 'actions', read: (given) => item(action('action', given), given) };
  if (has('reference', 'milestone'))
    return { kind: 'actions', read: (given) => item(action('milestone', given), given) };
  if (has('reference', 'measure') && (has('period') || has('trajectory'))) return { kind: 'targets', read: target };
  if (has('reference', 'decision')) return { kind: 'decisions', read: (given) => item(decision(given), given) };
  return undefined;
}

function item(found: ActionItem | DecisionItem | undefined, { row, gathering }: RowGiven): undefined {
  if (!found) return account(gathering, row, 'not-understood', 'It has no title.', []);
  gathering.items.push(found);
  account(gathering, row, 'item', WHY, [found.key]);
}

const cellAt = ({ row, at }: RowGiven, column: OwnColumn): SourceCell | undefined =>
  row.cells[at.get(OWN[column]) ?? -1];
const literal = ({ raw, text }: SourceCell): string => raw ?? text;

function said(given: RowGiven, column: OwnColumn): ReadField | undefined {
  const cell = cellAt(given, column);
  if (!cell || literal(cell).trim() === '') return undefined;
  return field(literal(cell), cell.text, cell.place, 'certain', `The column "${OWN[column]}".`);
}

const common = (given: RowGiven) => {
  const { row } = given;
  const programme = programmeOf(given);
  return {
    ...({ key: keyAt(row.place), place: row.place, sure: 'certain', why: WHY, isExported: true } as const),
    ...(programme !== undefined && { programme }),
    ...(row.isHidden && { isHidden: true as const }),
  };
};

function programmeOf(given: RowGiven): string | undefined {
  const reference = said(given, 'programme');
  if (!reference) return undefined;
  const { programmes } = given.gathering;
  if (!programmes.some(({ key }) => key === reference.value)) {
    const name = given.row.cells[given.at.get('Programme name') ?? -1]?.text;
    programmes.push({
      key: reference.value,
      name: name || reference.value,
      place: reference.place,
      sure: 'certain',
      why: WHY,
    });
  }
  return reference.value;
}

const STATUSES: Readonly<Record<string, ReadStatus>> = {
  planned: 'planned',
  'in-progress': 'in-progress',
  blocked: 'blocked',
  deferred: 'deferred',
  complete: 'complete',
  withdrawn: 'withdrawn',
  met: 'complete',
};

function action(kind: ActionItem['kind'], given: RowGiven): ActionItem | undefined {
  const title = said(given, kind);
  if (!title) return undefined;
  const description = said(given, 'description');
  const lead = said(given, 'lead');
  const due = cellAt(given, kind === 'action' ? 'timescale' : 'due');
  const status = said(given, 'status');
  const value = status && STATUSES[status.value];
  return {
    kind,
    ...common(given),
    ...referenceOf(given),
    title,
    description: description ? [description] : [],
    owners: lead ? [lead] : [],
    promises: due && literal(due).trim() !== '' ? [promised(due, given.gathering)] : [],
    ...(status && value && { status: { ...status, value } }),
    ...{ evidence: [], notes: [], others: [] },
  };
}

function referenceOf(given: RowGiven): Pick<ActionItem, 'reference'> {
  const reference = said(given, 'reference');
  return reference ? { reference } : {};
}

/** Over a text somebody may have typed a date, which a spreadsheet makes a date cell. */
function promised(cell: SourceCell, gathering: Gathering) {
  const value = cell.date ? saidDay(cell.date) : literal(cell);
  return promise(value, cell.text, cell.place, 'certain', 'The text of the cell.', ALONE, gathering);
}

function decision(given: RowGiven): DecisionItem | undefined {
  const title = said(given, 'decision');
  return title && { kind: 'decision', ...common(given), ...referenceOf(given), title, owners: [] };
}

/** Rows of one target follow one another: each is a period of it. */
function target(given: RowGiven): undefined {
  const { gathering, row } = given;
  const measure = said(given, 'measure');
  if (!measure) return account(gathering, row, 'not-understood', 'It has no measure.', []);
  const reference = said(given, 'reference');
  const before = gathering.items.at(-1);
  const isSame = before?.kind === 'target' && reference && before.reference?.value === reference.value;
  if (isSame) {
    gathering.items[gathering.items.length - 1] = { ...before, points: [...before.points, ...pointsIn(given)] };
    return account(gathering, row, 'part', WHY, [before.key]);
  }
  const unit = said(given, 'unit')?.value;
  const found: TargetItem = {
    kind: 'target',
    ...common(given),
    ...(reference && { reference }),
    measure,
    ...(unit !== undefined && { unit }),
    points: pointsIn(given),
  };
  gathering.items.push(found);
  account(gathering, row, 'item', WHY, [found.key]);
}

const QUALIFIERS = ['about', 'over', 'rounded'] as const;

function pointsIn(given: RowGiven): TargetPoint[] {
  const period = said(given, 'period')?.value;
  if (period === undefined) return trajectoryIn(said(given, 'trajectory'));
  const condition = said(given, 'condition')?.value;
  const qualifier = QUALIFIERS.find((each) => each === said(given, 'qualifier')?.value);
  const [level, measured] = [said(given, 'level'), said(given, 'measured')];
  const dated = { periodText: period, period };
  return [
    ...(level ? [{ ...level, ...dated, is: 'target' as const, ...(condition !== undefined && { condition }) }] : []),
    ...(measured ? [{ ...measured, ...dated, is: 'measurement' as const, ...(qualifier && { qualifier }) }] : []),
  ];
}

/** The points of a target in YAML, which the reader of YAML gives as JSON. */
function trajectoryIn(given: ReadField | undefined): TargetPoint[] {
  const points = given && listIn(given.value);
  if (!points) return [];
  return points.flatMap((point) => {
    const { period, value, condition } = (point ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof period !== 'string' || value === undefined) return [];
    const dated = { periodText: period, period, is: 'target' as const };
    return [{ ...given, value: String(value), ...dated, ...(typeof condition === 'string' && { condition }) }];
  });
}

function listIn(json: string): readonly unknown[] | undefined {
  try {
    const read: unknown = JSON.parse(json);
    return Array.isArray(read) ? read : undefined;
  } catch {
    return undefined;
  }
}
