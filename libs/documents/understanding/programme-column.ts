import type { SourceCell, SourceTable } from '../model/source-document.js';
import { type Gathering, isNone } from './gathering.js';
import { shownAt } from './grid.js';
import type { Header, TableColumn } from './header-rows.js';
import { normalHeading } from './headings.js';
import { addProgramme } from './programmes.js';

/** A tracker with more values than this in its column names no programmes by it. */
const MOST = 100;

export interface ProgrammeColumn {
  readonly column: TableColumn;
  /** Its heading says "Programme", so that it counts more than a row over the others. */
  readonly isCalledSo: boolean;
}

/** The column that says which programme each row belongs to: called so, or with values that come again. */
export function programmeColumn(
  table: SourceTable,
  header: Header,
  columns: readonly TableColumn[],
): ProgrammeColumn | undefined {
  for (const column of columns) {
    if (column.role !== 'programme') continue;
    const isCalledSo = column.sure === 'certain' || /^program(?:me)?\b/.test(normalHeading(column.heading));
    const texts = table.rows.slice(header.end).flatMap((_, index) => {
      const text = shownAt(table, header.end + index, column.index)?.text.trim() ?? '';
      return isNone(text) ? [] : [text.toLowerCase()];
    });
    const distinct = new Set(texts).size;
    if (distinct === 0 || distinct > MOST) continue;
    if (isCalledSo || distinct <= texts.length / 2) return { column, isCalledSo };
  }
  return undefined;
}

/** Key of the programme that a row names: an empty cell goes on with the one before, as merged cells do. */
export function programmeNamed(
  { column }: ProgrammeColumn,
  cell: SourceCell | undefined,
  before: string | undefined,
  parent: string | undefined,
  gathering: Gathering,
): string | undefined {
  const name = cell?.text.replace(/\s+/g, ' ').trim() ?? '';
  if (name === '') return before;
  if (isNone(name) || !cell) return undefined;
  return addProgramme(gathering, {
    name,
    place: cell.place,
    sure: column.sure,
    why: `The column "${column.heading}" names it.`,
    ...(parent && { parent }),
  });
}
