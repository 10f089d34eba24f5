import type { UnderstoodItem } from '../model/items.js';
import type { SourceRow, SourceTable } from '../model/source-document.js';
import { itemsOf } from './action-items.js';
import { ownersOf, referenceOf } from './action-row.js';
import { account, readActionTable } from './action-table.js';
import { type Cells, cellsFor } from './cells.js';
import { field, type Gathering, isBlank, keyAt } from './gathering.js';
import { ownTexts } from './grid.js';
import type { Header, TableColumn } from './header-rows.js';
import type { TableContext } from './outside-rows.js';
import { ALONE, isDated, promise } from './promises.js';
import { promisedIn } from './row-promises.js';

const PREFIX =
  /^\W*(action|decision|message|note|information|info|noted|agreed|resolved|resolution)\b\s*(?:no\.?\s*\d+)?\s*[-–—:]\s*/i;

/** A table whose rows say themselves what they are: "Action - …", "Decision - …", or in a column of kinds. */
export function isLogTable(table: SourceTable, header: Header, columns: readonly TableColumn[]): boolean {
  if (columns.some(({ role }) => role === 'kind'))
    return columns.some(({ role }) => role === 'action' || role === 'decision' || role === 'description');
  const action = columns.find(({ role }) => role === 'action' || role === 'decision');
  if (!action) return false;
  const texts = table.rows
    .slice(header.end)
    .map(({ cells }) => cells[action.index]?.text ?? '')
    .filter((text) => text !== '');
  const told = texts.filter((text) => PREFIX.test(text));
  return told.length >= 2 && told.length >= texts.length * 0.5 && told.some((text) => !/^\W*action/i.test(text));
}

export function readLogTable(context: TableContext, gathering: Gathering): undefined {
  const { table, header, columns } = context;
  const decision = columns.find(({ role }) => role === 'decision');
  const titles =
    columns.find(({ role }) => role === 'action') ?? decision ?? columns.find(({ role }) => role === 'description');
  if (!titles) return readActionTable(context, gathering);
  for (const [index, row] of table.rows.entries()) {
    if (ownTexts(row).length === 0) account(gathering, row, 'empty', 'No text in it.', []);
    else if (index < header.end)
      account(gathering, row, index < header.first ? 'furniture' : 'header', 'Names the columns.', []);
    else logRow(row, titles, { columns, ...(context.programme && { programme: context.programme }) }, gathering);
  }
}

interface LogContext {
  readonly columns: readonly TableColumn[];
  readonly programme?: string;
}

function logRow(
  row: SourceRow,
  titles: TableColumn,
  { columns, programme }: LogContext,
  gathering: Gathering,
): undefined {
  const written = row.cells[titles.index];
  if (!written || isBlank(written.text))
    return account(gathering, row, 'not-understood', 'No text stands where the action or decision should.', []);
  const stated = row.cells[columns.find(({ role }) => role === 'kind')?.index ?? -1]?.text.trim();
  const kind = (
    stated ||
    PREFIX.exec(written.text)?.[1] ||
    (titles.role === 'decision' ? 'decision' : 'action')
  ).toLowerCase();
  const own = { ...written, text: written.text.replace(PREFIX, '').trim() };
  const lines = written.lines.map((line, index) =>
    index === 0 ? { ...line, text: line.text.replace(PREFIX, '') } : line,
  );
  const cells: Cells = columns.flatMap((column) => {
    const cell = row.cells[column.index];
    if (!cell) return [];
    const isTitle = column.index === titles.index;
    return [
      { column: isTitle ? { ...column, role: 'action' as const } : column, cell: isTitle ? { ...own, lines } : cell },
    ];
  });
  const around = new Map(columns.map(({ index }) => [index, ALONE]));
  if (/^action/.test(kind)) {
    const items = itemsOf({ row, cells, around, gathering, ...(programme && { programme }) });
    gathering.items.push(...items);
    return account(
      gathering,
      row,
      'item',
      'An action of a log.',
      items.map(({ key }) => key),
    );
  }
  const key = keyAt(row.place);
  const common = { key, place: row.place, ...(programme && { programme }), sure: 'likely' as const };
  const isDecision = /^(?:decision|agreed|resol)/.test(kind);
  const reference = referenceOf(cells);
  const title = field(
    own.text.replace(/\s*\n\s*/g, ' '),
    written.text,
    written.place,
    'certain',
    'The text of the row.',
  );
  const item: UnderstoodItem = isDecision
    ? {
        ...common,
        kind: 'decision',
        ...(reference && { reference }),
        title,
        ...timescaleWithin(own.text, cells, around, gathering),
        ...decidedIn(columns, row, gathering),
        owners: ownersOf(cells, gathering),
        why: `The row says that it is a ${kind}.`,
      }
    : { ...common, kind: 'note', text: title, why: `The row says that it is a ${kind}.` };
  gathering.items.push(item);
  account(gathering, row, 'item', `A ${kind} of a log.`, [key]);
}

type Around = Parameters<typeof promisedIn>[1];

const SAYS_WHEN = [
  /\b((?:in|each|every|from|by)\s+[^,.;]{3,60})\.?$/i,
  /\b(weekly|monthly|quarterly|annually|yearly)\b/i,
];

function timescaleWithin(text: string, cells: Cells, around: Around, gathering: Gathering) {
  const [own] = promisedIn(cells, around, gathering).promises;
  if (own) return { timescale: own };
  const place = cellsFor(cells, 'action')[0]?.place ?? {};
  const why = 'Stands in the text of the decision.';
  for (const pattern of SAYS_WHEN) {
    const said = pattern.exec(text)?.[1];
    const found = said && promise(said.replace(/^in\s+/i, ''), said, place, 'doubtful', why, ALONE, gathering);
    if (found && isDated(found.reading)) return { timescale: found };
  }
  return {};
}

function decidedIn(columns: readonly TableColumn[], row: SourceRow, gathering: Gathering) {
  const at = columns.find(({ role, heading }) => role === 'raised' || /^date$/i.test(heading.trim()));
  const cell = at && row.cells[at.index];
  if (cell && cell.text !== '') {
    const day = cell.date ?? promise(cell.text, cell.text, cell.place, 'likely', '', ALONE, gathering).reading.earliest;
    if (day) return { decidedOn: field(day, cell.text, cell.place, 'likely', `The column "${at.heading}".`) };
  }
  const { dated } = gathering;
  if (!dated.isKnown) return {};
  return { decidedOn: field(dated.date, '', row.place, 'likely', 'The date of the document.') };
}
