import type { CalendarDate } from '#domain/index.js';
import { readTimescale } from '#domain/index.js';
import type { SourceCell, SourceRow, SourceTable } from '../model/source-document.js';
import type { ActionItem, RowOutcome } from '../model/understood.js';
import { itemsOf } from './action-items.js';
import type { Cells } from './action-row.js';
import { orderOf } from './date-order.js';
import { ONLY_MONTH } from './date-texts.js';
import { type Gathering, isBlank, keyAt } from './gathering.js';
import { isFullWidth, ownTexts, rowText, shownAt, widthOf } from './grid.js';
import { type Header, repeatsHeader, type TableColumn } from './header-rows.js';
import { addProgramme } from './programmes.js';
import { type Around, isDated } from './promises.js';

const TOTAL = /^(?:sub[\s-]?totals?|totals?|grand totals?|overall|averages?|sum)\b/i;
const NOTE = /^(?:\*|†|⁰|[¹²³⁴-⁹]|notes?\b|nb\b|n\.b\.|key\b|legend\b|source\b|please note|guidance\b)/i;

export interface TableContext {
  readonly table: SourceTable;
  readonly header: Header;
  readonly columns: readonly TableColumn[];
  readonly programme?: string;
  /** Key of the programme whose parts the sections of the table are. */
  readonly hasSections: boolean;
}

const GOES_ON = 'Goes on the row above.';

interface State {
  programme?: string;
  sectionDate?: CalendarDate;
  last?: ActionItem;
  readonly above: Map<number, { text: string; latest: CalendarDate | null }[]>;
}

/** Every row of an action table, accounted for once. */
export function readActionTable(context: TableContext, gathering: Gathering): undefined {
  const { table, header, columns } = context;
  const state: State = { above: new Map(), ...(context.programme && { programme: context.programme }) };
  const orders = new Map(
    columns.map(({ index, role }) => {
      const isDate = ['timescale', 'revised', 'forecast', 'start', 'completed'].includes(role);
      const cells = isDate ? table.rows.slice(header.end).flatMap(({ cells }) => cells[index] ?? []) : [];
      return [index, orderOf(cells, gathering)] as const;
    }),
  );
  for (const [index, row] of table.rows.entries()) {
    const told = outsideOf(row, index, context, state, gathering);
    if (told) {
      account(gathering, row, told.outcome, told.why, told.items ?? []);
      continue;
    }
    const cells: Cells = columns.flatMap((column) => {
      const cell = cellIn(table, index, column);
      return cell ? [{ column, cell }] : [];
    });
    const around = new Map(
      columns.map(({ index: at }) => [
        at,
        {
          above: state.above.get(at) ?? [],
          order: orders.get(at) ?? 'day-first',
          ...(state.sectionDate && { sectionDate: state.sectionDate }),
        } satisfies Around,
      ]),
    );
    const items = itemsOf({ row, cells, around, gathering, ...(state.programme && { programme: state.programme }) });
    if (row.isHidden && isLeftOut(row, gathering)) {
      account(gathering, row, 'furniture', 'A hidden row, left out as answered.', []);
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

const isLeftOut = (row: SourceRow, { options }: Gathering) =>
  options.answers?.[`hidden-row-${keyAt(row.place)}`] === 'leave';

const whyItem = ({ header }: TableContext) =>
  header.first < 0 ? 'A row of a table that looks like one of actions.' : 'A row of a table of actions.';

function remember(state: State, items: readonly ActionItem[], columns: readonly TableColumn[]): void {
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

interface Told {
  readonly outcome: RowOutcome;
  readonly why: string;
  readonly items?: readonly string[];
}

/** Rows that are no item of their own: titles, headers, sections, totals, notes and what goes on the row above. */
function outsideOf(
  row: SourceRow,
  index: number,
  context: TableContext,
  state: State,
  gathering: Gathering,
): Told | undefined {
  const { header, columns, table } = context;
  const texts = ownTexts(row);
  if (texts.length === 0) {
    const isColoured = row.cells.some(({ partOf }) => partOf && partOf.row !== index);
    const why = isColoured ? 'Only cells merged from the row above.' : 'No text in it.';
    return { outcome: 'empty', why };
  }
  if (header.first >= 0 && index < header.first) return { outcome: 'furniture', why: 'Stands above the header.' };
  if (header.first >= 0 && index < header.end) return { outcome: 'header', why: 'Names the columns.' };
  if (
    repeatsHeader(
      row.cells.map(({ text }) => text),
      header.headings,
    )
  ) {
    return { outcome: 'header', why: 'Repeats the header.' };
  }
  const [first] = texts as [SourceCell];
  const text = first.text.trim();
  const isAlone = texts.length === 1;
  const isWide = isAlone && isFullWidth(first, widthOf(table));
  const action = columns.find(({ role }) => role === 'action');
  if (texts.slice(0, 2).some((cell) => TOTAL.test(cell.text.trim())) && isTotal(texts)) {
    return { outcome: 'total', why: 'Counts or adds up other rows.' };
  }
  if (isAlone && NOTE.test(text)) return { outcome: 'note', why: 'A note to the table.' };
  if (isAlone && /\bNB\b|^N\.B\./.test(text)) return { outcome: 'note', why: 'A note to the table.' };
  if (isWide || (isAlone && isSectionAt(first, row, action))) return section(text, row, state, context, gathering);
  if (texts.every((cell) => /^[-=_.|:\s]+$/.test(cell.text))) return { outcome: 'furniture', why: 'A line of marks.' };
  const isBare = isAlone && action && state.last && lacksReference(row, columns, table);
  if (isAlone && action && state.last && (goesOn(text, state.last) || isBare)) {
    return continued(first, state, gathering);
  }
  if (action && state.last && isInMergedAction(row, index, action)) {
    return continued(first, state, gathering);
  }
  return undefined;
}

/** "Total | 4 actions" and "Sub-total: 4 actions | 57%", but not "Total redesign of the service | HR | March". */
function isTotal(texts: readonly SourceCell[]): boolean {
  const words = (texts[0]?.text ?? '').trim().split(/\s+/).length;
  const isFigures = texts.slice(1).every(({ text }) => /^[^a-z]*\d[\d.,\s%]*(?:\s*\w+)?$/i.test(text.trim()));
  return isFigures || (texts.length <= 3 && words <= 2);
}

/** A text alone in its row, outside the column of actions, as trackers without merged cells have it. */
function isSectionAt(cell: SourceCell, row: SourceRow, action: TableColumn | undefined): boolean {
  const column = row.cells.indexOf(cell);
  if (action && column === action.index) {
    return (
      cell.text.length <= 60 &&
      (row.cells[column]?.isHeading === true || /^[^a-z]*[A-Z][^a-z]*$/.test(cell.text)) &&
      column === 0
    );
  }
  return column === 0 && cell.text.length <= 100 && /[A-Za-z]{3}/.test(cell.text);
}

function section(text: string, row: SourceRow, state: State, context: TableContext, gathering: Gathering): Told {
  if (ONLY_MONTH.test(text)) {
    const { earliest } = readTimescale(text.replace(/\b(?:meeting|board)\b|:/gi, '').trim(), {
      documentDate: gathering.dated.date,
    });
    if (earliest) state.sectionDate = earliest;
    return { outcome: 'section', why: `The rows below are of ${text}: dates without a year are read from there.` };
  }
  if (/^(?:closed|completed?|open|outstanding|ongoing|new|current|previous)\b/i.test(text)) {
    return { outcome: 'section', why: 'Says how the rows below stand, and names no programme.' };
  }
  state.programme = addProgramme(gathering, {
    name: text.replace(/\s+/g, ' ').replace(/^\d+[.)]\s+/, ''),
    place: row.place,
    sure: 'likely',
    why: 'A row of the table that stands over the others.',
    ...(context.programme && { parent: context.programme }),
  });
  delete state.last;
  return { outcome: 'section', why: 'Names the programme of the rows below.' };
}

function goesOn(text: string, { title, description }: ActionItem): boolean {
  const before = description.findLast(({ why }) => why === GOES_ON) ?? title;
  return /[:,;–-]\s*$/.test(before.written.trim()) || /^[a-z(•▪-]/.test(text);
}

/** A row with nothing but text, in a table whose rows have references otherwise. */
function lacksReference(row: SourceRow, columns: readonly TableColumn[], table: SourceTable): boolean {
  const at = columns.find(({ role }) => role === 'reference')?.index;
  if (at === undefined || row.cells[at]?.text !== '' || row.cells[at]?.partOf) return false;
  const others = table.rows.filter((other) => ownTexts(other).length > 1);
  return others.filter(({ cells }) => cells[at]?.text !== '' || cells[at]?.partOf).length >= others.length * 0.8;
}

/** The action is merged over both rows, so the second one only adds to it. */
function isInMergedAction(row: SourceRow, index: number, { index: column }: TableColumn): boolean {
  const { partOf } = row.cells[column] ?? {};
  return partOf !== undefined && partOf.row !== index && partOf.column === column;
}

function continued(cell: SourceCell, state: State, gathering: Gathering): Told {
  const last = state.last as ActionItem;
  const at = gathering.items.findIndex(({ key }) => key === last.key);
  const added = {
    ...last,
    description: [
      ...last.description,
      { value: cell.text, written: cell.text, place: cell.place, sure: 'likely' as const, why: GOES_ON },
    ],
  };
  gathering.items[at] = added;
  state.last = added;
  return { outcome: 'part', why: GOES_ON, items: [last.key] };
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
