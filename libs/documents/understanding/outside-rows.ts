import type { CalendarDate } from '#domain/index.js';
import { readTimescale } from '#domain/index.js';
import type { ActionItem } from '../model/items.js';
import type { SourceCell, SourceRow, SourceTable } from '../model/source-document.js';
import type { RowOutcome } from '../model/understood.js';
import { ONLY_MONTH } from './date-texts.js';
import { field, type Gathering, isNone } from './gathering.js';
import { isFullWidth, ownTexts, widthOf } from './grid.js';
import { type Header, repeatsHeader, type TableColumn } from './header-rows.js';
import { addProgramme } from './programmes.js';

const TOTAL =
  /^(?:\d+ (?:actions?|items?|rows?|recommendations?|tasks?)\b(?: (?:in total|total))?\W*$|sub[\s-]?totals?|totals?|grand totals?|overall|averages?|sum)\b/i;
/** "Key worker list" and "Notes to be sent" are actions that nobody has filled in. */
const NOTE =
  /^\W*(?:nb\b|n\.b\.|please note|(?:notes?|key|legend|source|guidance)\s*(?:$|[\d*]*\s*[:.–—-]|(?:that|to (?:the )?(?:rag|colou?rs?|ratings?|symbols?|table|status(?:es)?))\b))|^(?:\*|†|⁰|[¹²³⁴-⁹])/i;

/** "Objective 1: Reduce waits" right above the first header stands over its rows. */
const AREA =
  /^(?:objective|priority|theme|section|work ?stream|goal|aim|area|domain|programme|pillar|standard)\s+(?:\d+|[A-Z])\b/i;

/** "Closed actions", over a table or some of its rows, or as the name of its sheet. */
export const CLOSED = /^\W*(?:\d+[.)]?\s+)?(?:closed|completed?)\b(?!\s*(?:by|date|on|in)\b).{0,40}$/i;

export interface TableContext {
  readonly table: SourceTable;
  readonly header: Header;
  readonly columns: readonly TableColumn[];
  readonly programme?: string;
  readonly isClosed?: boolean;
  /** Key of the programme whose parts the sections of the table are. */
  readonly hasSections: boolean;
}

const GOES_ON = 'Goes on the row above.';

/** What the rows above said for those below. */
export interface RowsAbove {
  programme?: string;
  /** The programme that a column named last. */
  named?: string;
  sectionDate?: CalendarDate;
  /** "Completed actions" stands over the rows. */
  isClosed?: boolean;
  last?: ActionItem;
  readonly above: Map<number, { text: string; latest: CalendarDate | null }[]>;
}

export interface OutsideRow {
  readonly outcome: RowOutcome;
  readonly why: string;
  readonly items?: readonly string[];
}

/** Rows that are no item of their own: titles, headers, sections, totals, notes and what goes on the row above. */
export function outsideOf(
  row: SourceRow,
  index: number,
  context: TableContext,
  state: RowsAbove,
  gathering: Gathering,
): OutsideRow | undefined {
  const { header, columns, table } = context;
  const texts = ownTexts(row);
  if (texts.length === 0) {
    const isColoured = row.cells.some(({ partOf }) => partOf && partOf.row !== index);
    const why = isColoured ? 'Only cells merged from the row above.' : 'No text in it.';
    return { outcome: 'empty', why };
  }
  if (header.first >= 0 && index === header.first - 1 && texts.length === 1 && AREA.test(texts[0]?.text.trim() ?? '')) {
    return section(texts[0]?.text.trim() ?? '', row, state, context, gathering);
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
  if (isWide || (isAlone && isSectionAt(first, row, action))) return section(text, row, state, context, gathering);
  if (texts.every((cell) => /^[-=_.|:\s]+$/.test(cell.text))) return { outcome: 'furniture', why: 'A line of marks.' };
  const isBare = isAlone && action && state.last && lacksReference(row, columns, table);
  if (isAlone && action && state.last && (goesOn(text, state.last) || isBare)) {
    return continued(texts, state, gathering);
  }
  if (action && state.last && isInMergedAction(row, index, action) && !promises(row, columns)) {
    return continued(texts, state, gathering);
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
      (AREA.test(cell.text) || row.cells[column]?.isHeading === true || /^[^a-z]*[A-Z][^a-z]*$/.test(cell.text)) &&
      column === 0
    );
  }
  return column === 0 && cell.text.length <= 100 && /[A-Za-z]{3}/.test(cell.text);
}

function section(
  text: string,
  row: SourceRow,
  state: RowsAbove,
  context: TableContext,
  gathering: Gathering,
): OutsideRow {
  const day = ONLY_MONTH.exec(text)?.[1];
  if (day !== undefined) {
    const { earliest } = readTimescale(day, { documentDate: gathering.dated.date });
    if (earliest) state.sectionDate = earliest;
    return { outcome: 'section', why: `The rows below are of ${text}: dates without a year are read from there.` };
  }
  if (/^(?:closed|completed?|open|outstanding|ongoing|new|current|previous)\b/i.test(text)) {
    state.isClosed = CLOSED.test(text);
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

/** A date of its own makes it another action of the same name, lest that date is lost. */
const promises = ({ cells }: SourceRow, columns: readonly TableColumn[]): boolean =>
  columns.some(({ index, role }) => {
    const cell = cells[index];
    return (role === 'timescale' || role === 'revised') && !cell?.partOf && !isNone(cell?.text ?? '');
  });

function continued(cells: readonly SourceCell[], state: RowsAbove, gathering: Gathering): OutsideRow {
  const last = state.last as ActionItem;
  const at = gathering.items.findIndex(({ key }) => key === last.key);
  const added = {
    ...last,
    description: [
      ...last.description,
      ...cells
        .filter(({ text }) => !isNone(text))
        .map(({ text, place }) => field(text, text, place, 'likely', GOES_ON)),
    ],
  };
  gathering.items[at] = added;
  state.last = added;
  return { outcome: 'part', why: GOES_ON, items: [last.key] };
}
