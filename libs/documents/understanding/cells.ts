import type { SourceCell } from '../model/source-document.js';
import type { ColumnRole } from '../model/understood.js';
import type { TableColumn } from './header-rows.js';

/** The cells of a row by the role of their column, in the order of the columns. */
export type Cells = readonly { readonly column: TableColumn; readonly cell: SourceCell }[];

export const cellsFor = (cells: Cells, ...roles: readonly ColumnRole[]): readonly SourceCell[] =>
  cells.filter(({ column }) => roles.includes(column.role)).map(({ cell }) => cell);
