import type { SourceTable } from '../model/source-document.js';

/** A line of a text file, with its number from 1. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

export interface TableFound {
  readonly table: SourceTable;
  readonly next: number;
}
