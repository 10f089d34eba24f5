import type { ActionItem } from '../model/items.js';
import type { SourceCell, SourceRow, SourceTable } from '../model/source-document.js';
import type { RowOutcome } from '../model/understood.js';
import { itemsOf } from './action-items.js';
import type { Cells } from './cells.js';
import { isOfYears, orderOf } from './date-order.js';
import { answerTo, type Gathering, isBlank } from './gathering.js';
import { rowText, shownAt } from './grid.js';
import type { TableColumn } from './header-rows.js';
import { outsideOf, type RowsAbove, type TableContext } from './outside-rows.js';
import { halfOf } from './owner-and-date.js';
import { type ProgrammeColumn, programmeColumn, programmeNamed } from './programme-column.js';
import { type Around, isDated } from './promises.js';

const YEARS = { isOfYears: true } as const;

/** Every row of an action table, accounted for once. */
export function readActionTable(context: TableContext, gathering: Gathering): undefined {
  const { table, header, columns } = context;
  const state: RowsAbove = {
    above: new Map(),
    isClosed: context.isClosed ?? false,
    ...(context.programme && { programme: context.programme }),
  };
  const orders = new Map(
    columns.map(({ index, role }) => {
      const isDate = ['timescale', 'revised', 'forecast', 'start', 'completed'].includes(role);
      const cells = isDate ? table.rows.slice(header.end).flatMap(({ cells }) => cells[index] ?? []) : [];
      return [index, { order: orderOf(cells, gathering), ...(isOfYears(cells, gathering) && YEARS) }] as const;
    }),
  );
  const naming = programmeColumn(table, header, columns);
  for (const [index, row] of table.rows.entries()) {
    const told = outsideOf(row, index, context, state, gathering);
    if (told) {
      if (told.outcome === 'section') delete state.named;
      account(gathering, row, told.outcome, told.why, told.items ?? []);
      continue;
    }
    const all: Cells = columns.flatMap((column) => {
      const cell = cellIn(table, index, column);
      return cell ? [{ column, cell: column.half ? halfOf(cell, column.half) : cell }] : [];
    });
    const named = naming && namedProgramme(naming, table, index, state, context, gathering);
    const cells = named === undefined ? all : all.filter(({ column }) => column !== naming?.column);
    const programme = named ?? state.programme;
    const around = new Map<number, Around>();
    for (const { index: at } of columns) {
      const above = state.above.get(at) ?? [];
      const known = orders.get(at) as Pick<Around, 'order' | 'isOfYears'>;
      around.set(at, { above, ...known, ...(state.sectionDate && { sectionDate: state.sectionDate }) });
    }
    const items = itemsOf({
      row,
      cells,
      around,
      gathering,
      isClosed: state.isClosed ?? false,
      ...(programme && { programme }),
      ...(state.last && state.last.owners.length > 0 && { ownersAbove: state.last.owners }),
    });
    if (row.isHidden && isLeftOut(row, gathering)) {
      account(gathering, row, 'furniture', 'A hidden row, left out as answered.', []);
      continue;
    }
    if (items.length === 0 && isOfMinutes(columns)) {
      account(gathering, row, 'note', 'A minute without an action.', []);
      continue;
    }
    if (items.length === 0) {
      account(gathering, row, 'not-understood', 'No text stands where the action should.', []);
      continue;
    }
    gathering.items.push(...items);
    account(
      gathering,
      row,
      'item',
      whyItem(context),
      items.map(({ key }) => key),
    );
    state.last = items[0] as ActionItem;
    remember(state, items, columns);
  }
}

/** A row or heading over the others names their programme, unless a column is called "Programme". */
function namedProgramme(
  naming: ProgrammeColumn,
  table: SourceTable,
  index: number,
  state: RowsAbove,
  context: TableContext,
  gathering: Gathering,
): string | undefined {
  const isUnderOther = state.programme !== undefined && state.programme !== context.programme;
  if (!naming.isCalledSo && isUnderOther) return undefined;
  const cell = shownAt(table, index, naming.column.index);
  const named = programmeNamed(naming, cell, state.named, state.programme, gathering);
  if (named !== undefined) state.named = named;
  return named;
}

const isOfMinutes = (columns: readonly TableColumn[]): boolean =>
  columns.some(({ heading }) => /^(?:discussion|minutes?|notes?|points? discussed|item)\b/i.test(heading)) &&
  !columns.some(({ role }) => role === 'owner' || role === 'timescale');

const isLeftOut = (row: SourceRow, gathering: Gathering) => answerTo(gathering, 'hidden-row', row.place) === 'leave';

const whyItem = ({ header }: TableContext) =>
  header.first < 0 ? 'A row of a table that looks like one of actions.' : 'A row of a table of actions.';

function remember(state: RowsAbove, items: readonly ActionItem[], columns: readonly TableColumn[]): void {
  const promise = items[0]?.promises.at(-1);
  if (!promise || !isDated(promise.reading)) return;
  for (const { index, role } of columns) {
    if (role !== 'timescale' && role !== 'revised' && role !== 'forecast') continue;
    const near = { text: promise.value, latest: promise.reading.latest };
    state.above.set(index, [near, ...(state.above.get(index) ?? [])].slice(0, 5));
  }
}

/** A cell that is merged over rows says for each of them; one over columns stands in the last that takes a date. */
function cellIn(table: SourceTable, row: number, { index, role }: TableColumn): SourceCell | undefined {
  const own = table.rows[row]?.cells[index];
  if (!own?.partOf) {
    const isOverDates = role === 'start' && (own?.merge?.columns ?? 1) > 1;
    return isOverDates ? undefined : own;
  }
  const isFromAbove = own.partOf.row !== row;
  if (isFromAbove || role === 'timescale') return shownAt(table, row, index);
  return undefined;
}

export function account(
  gathering: Gathering,
  row: SourceRow,
  outcome: RowOutcome,
  why: string,
  items: readonly string[],
): undefined {
  gathering.accounts.push({
    place: row.place,
    of: 'row',
    text: isBlank(rowText(row)) ? '' : rowText(row),
    outcome,
    why,
    items,
  });
}
