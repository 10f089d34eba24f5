/** A value as a file holds it: a day and an instant stay apart from text, so that a spreadsheet can have real dates. */
export type CellValue = string | number | null;

/** `figure`: a decimal kept as text, which no float may change. */
export type CellType = 'text' | 'day' | 'instant' | 'number' | 'figure';

export interface Heading {
  readonly heading: string;
  readonly is: CellType;
  /** In characters of a spreadsheet. */
  readonly width: number;
}

export type ExportRow = readonly CellValue[];

interface Column<Row> extends Heading {
  of(row: Row): CellValue | undefined;
}

type Of<Row> = (row: Row) => CellValue | undefined;

const column =
  (is: CellType, usual: number) =>
  <Row>(heading: string, of: Of<Row>, width = usual): Column<Row> => ({ heading, is, width, of });

export const text = column('text', 18);
export const longText = column('text', 50);
export const day = column('day', 12);
export const instant = column('instant', 20);
export const whole = column('number', 10);
export const figure = column('figure', 12);
export const yesNo = <Row>(heading: string, of: (row: Row) => boolean | null): Column<Row> =>
  text(heading, (row) => sayYes(of(row)), 10);

const sayYes = (is: boolean | null) => (is === null ? null : is ? 'yes' : 'no');

export interface SheetOf<Row> {
  readonly headings: readonly Heading[];
  cells(row: Row): ExportRow;
}

export function sheetOf<Row>(columns: readonly Column<Row>[]): SheetOf<Row> {
  return {
    headings: columns.map(({ heading, is, width }) => ({ heading, is, width })),
    cells: (row) => columns.map(({ of }) => of(row) ?? null),
  };
}

/** The lines of a cell that holds several things. */
export const lines = (all: readonly string[]): string | null => (all.length === 0 ? null : all.join('\n'));
export const listed = (all: readonly string[]): string | null => (all.length === 0 ? null : all.join(', '));
