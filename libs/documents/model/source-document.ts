import type { CalendarDate } from '#domain/index.js';
import type { Place } from './place.js';

export const FORMATS = ['docx', 'xlsx', 'odt', 'ods', 'csv', 'tsv', 'markdown', 'html', 'text', 'yaml'] as const;
export type Format = (typeof FORMATS)[number];

/** A document as it stands, before anybody says what it means. */
export interface SourceDocument {
  readonly name: string;
  readonly format: Format;
  /** How its bytes were read as text: `utf-8`, `utf-16le`, `windows-1252`. */
  readonly encoding?: string;
  /** What separates the columns of a CSV file. */
  readonly delimiter?: string;
  readonly blocks: readonly Block[];
  /** What was found odd, and is told: hidden rows, macros, a wrong extension. */
  readonly notes: readonly Note[];
}

export type Block = Paragraph | SourceTable;

/** Text as it is now, and what was struck out or deleted from it. */
export interface WrittenText {
  readonly text: string;
  /** Struck or deleted passages, in their order. */
  readonly earlier: readonly string[];
}

export interface Paragraph extends WrittenText {
  readonly kind: 'paragraph';
  readonly place: Place;
  /** Level of a heading, from 1; left out for body text. */
  readonly heading?: number;
  /** Present for an item of a list. */
  readonly list?: { readonly level: number; readonly marker: string };
  /** How many empty lines stand before and after it, in a text file. */
  readonly blanks?: { readonly before: number; readonly after: number };
  readonly isBold?: true;
}

export interface CellLine extends WrittenText {
  /** Present for an item of a list within the cell; level from 0. */
  readonly list?: { readonly level: number; readonly marker: string };
}

export interface SourceCell extends WrittenText {
  readonly place: Place;
  /** To the letter, where `text` was tidied of blanks. */
  readonly raw?: string;
  /** The paragraphs, line breaks and list items of the cell. */
  readonly lines: readonly CellLine[];
  /** The day that a date cell of a spreadsheet holds, whatever its format shows. */
  readonly date?: CalendarDate;
  /** The number that a cell of a spreadsheet holds. */
  readonly number?: number;
  /** `FF0000` */
  readonly fill?: string;
  readonly comment?: string;
  /** A cell that others are merged into: how many rows and columns it takes. */
  readonly merge?: { readonly rows: number; readonly columns: number };
  /** A cell that is part of a merged one: the row and column of that one within the table, from 0. */
  readonly partOf?: { readonly row: number; readonly column: number };
  /** Its formula, never evaluated; `text` is the value that was stored. */
  readonly formula?: string;
  /** Marked as a heading by the document. */
  readonly isHeading?: true;
}

export interface SourceRow {
  readonly place: Place;
  readonly cells: readonly SourceCell[];
  readonly isHidden?: true;
  /** Marked by the document as a header row. */
  readonly isHeader?: true;
}

/** Rows are dense: each has one cell for each column, also where cells are merged. */
export interface SourceTable {
  readonly kind: 'table';
  readonly place: Place;
  readonly rows: readonly SourceRow[];
  readonly caption?: string;
  readonly sheet?: string;
  readonly isHiddenSheet?: true;
  /** Columns that the document hides, from 0. */
  readonly hiddenColumns?: readonly number[];
}

export type NoteCode =
  | 'hidden-row'
  | 'hidden-column'
  | 'hidden-sheet'
  | 'macros'
  | 'wrong-extension'
  | 'encoding'
  | 'delimiter'
  | 'formula'
  | 'formula-without-value'
  | 'comment'
  | 'tracked-change'
  | 'text-box'
  | 'date-system-1904'
  | 'external-link'
  | 'uneven-row'
  | 'left-out';

export interface Note {
  readonly code: NoteCode;
  readonly text: string;
  readonly place?: Place;
}

export const isTable = (block: Block): block is SourceTable => block.kind === 'table';
