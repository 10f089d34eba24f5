import type { SourceTable } from '../model/source-document.js';
import type { ColumnRole, TableKind } from '../model/understood.js';
import { account, readActionTable } from './action-table.js';
import { withActions } from './fallback-column.js';
import { type Gathering, isBlank } from './gathering.js';
import { isFullWidth, ownTexts, widthOf } from './grid.js';
import { type Header, headerOf, type TableColumn } from './header-rows.js';
import { normalHeading, roleOf } from './headings.js';
import { isLogTable, readLogTable } from './log-table.js';
import { inHalves } from './owner-and-date.js';
import { ALONE, isDated, promise } from './promises.js';
import { isLegend } from './ratings.js';
import { layoutOf, readTargetTable } from './targets.js';

export interface TableAround {
  /** Key of the programme whose heading the table stands under. */
  readonly programme?: string;
  readonly isFurniture: boolean;
  /** What stands right above says that its actions are closed. */
  readonly isClosed: boolean;
}

/** Says what a table is, and reads it so. */
export function readTable(table: SourceTable, around: TableAround, gathering: Gathering): undefined {
  const told = (kind: TableKind, why: string, columns: readonly TableColumn[] = []) =>
    gathering.tables.push({ place: table.place, kind, why, columns });
  if (around.isFurniture) {
    told('furniture', 'Its text is repeated on other pages.');
    return every(table, 'furniture', 'Repeated on other pages.', gathering);
  }
  if (isLegend(table)) {
    told('legend', 'Says what colours mean.');
    return every(table, 'legend', 'Says what a colour means.', gathering);
  }
  const targets = layoutOf(table);
  if (targets) {
    told('targets', 'Its cells are figures by period.');
    return readTargetTable(table, targets, around.programme, gathering);
  }
  const header = headerOf(table);
  const columns = columnsOf(table, header, gathering);
  const roles = new Set(columns.map(({ role }) => role));
  const context = {
    table,
    header,
    columns,
    hasSections: false,
    isClosed: around.isClosed,
    ...(around.programme !== undefined && { programme: around.programme }),
  };
  if (isLogTable(table, header, columns)) {
    told('log', 'Its rows are actions, decisions and messages.', columns);
    return readLogTable(context, gathering);
  }
  if (roles.has('action') && isEnough(roles, columns)) {
    told(
      'actions',
      `Its header names ${columns
        .filter(({ role }) => role !== 'other')
        .map(({ heading, role }) => heading || role)
        .join(', ')}.`,
      columns,
    );
    return readActionTable(context, gathering);
  }
  if (roles.has('decision')) {
    told('decisions', 'Its header names decisions.', columns);
    return readLogTable(context, gathering);
  }
  const people = isPeople(header, table);
  if (people || (header.first < 0 && isKeyValue(table))) {
    told('furniture', people ? 'A list of people.' : 'Facts about the document.');
    return every(table, 'furniture', people ? 'A list of people.' : 'A fact about the document.', gathering);
  }
  told('not-understood', 'No column of actions was found.', columns);
  every(table, 'not-understood', 'No column of actions was found in its table.', gathering);
}

function isEnough(roles: ReadonlySet<ColumnRole>, columns: readonly TableColumn[]): boolean {
  const others: readonly ColumnRole[] = [
    'timescale',
    'owner',
    'status',
    'revised',
    'completed',
    'rating',
    'progress',
    'reference',
    'note',
  ];
  return columns.length > 1 && others.some((role) => roles.has(role));
}

function every(
  table: SourceTable,
  outcome: Parameters<typeof account>[2],
  why: string,
  gathering: Gathering,
): undefined {
  for (const row of table.rows) {
    const isEmpty = ownTexts(row).length === 0;
    account(gathering, row, isEmpty ? 'empty' : outcome, isEmpty ? 'No text in it.' : why, []);
  }
}

const isPeople = (header: Header, table: SourceTable) => {
  const headings = header.first >= 0 ? header.headings : (table.rows[0]?.cells.map(({ text }) => text) ?? []);
  return isPeopleHeader(headings);
};

const isPeopleHeader = (headings: readonly string[]) =>
  headings.some((heading) => /^(?:name|member|attendee|present|initials)s?$/i.test(heading.trim())) &&
  headings.some((heading) =>
    /^(?:role|title|position|organisation|organization|representing|initials|job title|company|present|apologies)$/i.test(
      heading.trim(),
    ),
  );

/** "Date: 4 May | Venue: Town hall": pairs without a header. */
function isKeyValue(table: SourceTable): boolean {
  const rows = table.rows.filter((row) => ownTexts(row).length > 0);
  return (
    widthOf(table) === 2 &&
    rows.length <= 12 &&
    rows.every(({ cells }) => /^[A-Z][\w\s/()]{1,30}:?$/.test(cells[0]?.text.trim() ?? '')) &&
    rows.some(({ cells }) =>
      /:$|^(?:date|time|venue|location|chair|meeting|title|author|version|status|subject|to|from)$/i.test(
        cells[0]?.text.trim() ?? '',
      ),
    )
  );
}

/** The role of each column: as somebody mapped it, by its heading, or else by what stands in it. */
export function columnsOf(table: SourceTable, header: Header, gathering: Gathering): readonly TableColumn[] {
  const map = new Map(
    Object.entries(gathering.options.map ?? {}).map(([heading, role]) => [normalHeading(heading), role]),
  );
  const width = widthOf(table);
  const columns = header.headings.map((heading, index): TableColumn => {
    const mapped = map.get(normalHeading(heading));
    if (mapped) return { index, heading, role: mapped, sure: 'certain', why: 'As it was mapped.' };
    const role = roleOf(heading);
    if (role) return { index, heading, role, sure: 'likely', why: `It is called "${heading}".` };
    return {
      index,
      heading,
      role: 'other',
      sure: 'doubtful',
      why: heading === '' ? 'It has no heading.' : 'Its heading is not known.',
    };
  });
  return onePerRole(byContent(columns, table, header, width, gathering), table, header).flatMap(inHalves);
}

/** A column without a heading may be told by what stands in it. */
function byContent(
  columns: readonly TableColumn[],
  table: SourceTable,
  header: Header,
  width: number,
  gathering: Gathering,
): readonly TableColumn[] {
  const has = (role: ColumnRole) => columns.some((column) => column.role === role);
  const body = table.rows.slice(header.end).filter((row) => !row.cells.some((cell) => isFullWidth(cell, width)));
  const contents = columns.map(({ index }) =>
    contentOf(
      body.map(({ cells }) => cells[index]?.text ?? '').filter((text) => !isBlank(text)),
      gathering,
    ),
  );
  const isBare = header.first < 0;
  const dates =
    !has('timescale') && !has('revised')
      ? contents.findIndex(({ dates }, index) => columns[index]?.role === 'other' && dates >= 0.5)
      : -1;
  const longest = Math.max(...contents.map(({ length }) => length));
  const isTable = dates >= 0 && longest >= 15;
  const named = columns.map((column, index): TableColumn => {
    const { length, dates: share } = contents[index] as Content;
    if (column.role !== 'other' || (column.heading !== '' && !isBare && index !== dates)) return column;
    if (index === dates && (has('action') || isTable))
      return {
        ...column,
        role: 'timescale',
        sure: 'doubtful',
        why: `${Math.round(share * 100)} % of its cells are dates.`,
      };
    if (isBare && isTable && length === longest && !has('action'))
      return { ...column, role: 'action', sure: 'doubtful', why: 'It holds the longest texts.' };
    if (!isBare && has('action') && length > 25)
      return { ...column, role: 'description', sure: 'doubtful', why: 'It holds texts, without a heading.' };
    return column;
  });
  if (isBare || isPeople(header, table)) return named;
  return withActions(named, (column) => contents[column.index]?.length ?? 0);
}

interface Content {
  readonly length: number;
  readonly dates: number;
}

function contentOf(texts: readonly string[], gathering: Gathering): Content {
  if (texts.length === 0) return { length: 0, dates: 0 };
  const sample = texts.slice(0, 40);
  const dates = sample.filter(
    (text) =>
      text.length <= 120 &&
      /\d|ongoing|tbc/i.test(text) &&
      isDated(promise(text, text, {}, 'likely', '', ALONE, gathering).reading),
  ).length;
  return { length: sample.reduce((sum, text) => sum + text.length, 0) / sample.length, dates: dates / sample.length };
}

/** Only one column can be the action or the reference: the first with the longest texts, the first. */
function onePerRole(columns: readonly TableColumn[], table: SourceTable, header: Header): readonly TableColumn[] {
  const length = ({ index }: TableColumn) =>
    table.rows.slice(header.end).reduce((sum, { cells }) => sum + (cells[index]?.text.length ?? 0), 0);
  const actions = columns.filter(({ role }) => role === 'action');
  const [best] = [...actions].sort((one, other) => rank(other) - rank(one) || length(other) - length(one));
  const [reference] = columns.filter(({ role }) => role === 'reference');
  return columns.map((column) => {
    if (column.role === 'action' && column !== best)
      return { ...column, role: 'description', why: 'Another column is the action.' };
    if (column.role === 'reference' && column !== reference)
      return { ...column, role: 'other', why: 'Another column is the reference.' };
    return column;
  });
}

/** What is called an action goes before a milestone, a task or a recommendation. */
const rank = ({ heading, sure }: TableColumn) =>
  sure === 'certain' ? 4 : /\baction\b/i.test(heading) ? 3 : /\b(?:task|what)\b/i.test(heading) ? 2 : 1;
