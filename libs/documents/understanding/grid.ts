import type { SourceCell, SourceRow, SourceTable } from '../model/source-document.js';

/** The cell that shows at a place: for a part of a merged cell, the merged one. */
export function shownAt(table: SourceTable, row: number, column: number): SourceCell | undefined {
  const cell = table.rows[row]?.cells[column];
  return cell?.partOf ? table.rows[cell.partOf.row]?.cells[cell.partOf.column] : cell;
}

export const ownTexts = ({ cells }: SourceRow): readonly SourceCell[] =>
  cells.filter((cell) => cell.text !== '' || cell.earlier.length > 0);

export const rowText = (row: SourceRow): string =>
  ownTexts(row)
    .map(({ text, earlier }) => text || earlier.join(' '))
    .join(' | ');

export const widthOf = ({ rows }: SourceTable): number => rows[0]?.cells.length ?? 0;

/** A cell over the whole width, or nearly. */
export const isFullWidth = (cell: SourceCell, width: number): boolean =>
  width > 1 && (cell.merge?.columns ?? 1) >= Math.max(2, Math.ceil(width * 0.6));
