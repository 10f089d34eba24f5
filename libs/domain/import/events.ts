import type { CalendarDate } from '../kernel/calendar.js';
import type { Fact } from '../kernel/decider.js';

/** One item of the document, or one thing that it names, whose commands were recorded. */
export interface AppliedRow {
  /** Where it stands: the key of the item in the document. */
  readonly row: string;
  readonly reference: string;
  readonly kind: string;
  /** How many of its commands were recorded. */
  readonly commands: number;
}

export interface RefusedRow {
  readonly row: string;
  readonly reference: string;
  readonly kind: string;
  readonly verb?: string;
  /** The code of the error, and what it says. */
  readonly code: string;
  readonly detail: string;
}

export interface ImportAnswer {
  readonly question: string;
  readonly value: string;
}

export interface ImportColumn {
  readonly heading: string;
  readonly role: string;
}

export interface StayingPart {
  readonly reference: string;
  readonly what: string;
}

/** The file itself is kept beside the store under its SHA-256; no event holds it. */
export type ImportFact =
  | Fact<
      'ImportUploaded',
      {
        reference: string;
        document: string;
        sha256: string;
        bytes: number;
        format: string;
        title?: string;
        documentDate?: CalendarDate;
        columns?: ImportColumn[];
      }
    >
  | Fact<'ImportStarted', { answers: ImportAnswer[]; commands: number }>
  | Fact<'ImportRowsRecorded', { applied: AppliedRow[]; refused: RefusedRow[]; commands: number }>
  | Fact<'ImportFinished', { applied: number; refused: number }>
  | Fact<'ImportUndone', { reason: string; taken: string[]; stays?: StayingPart[] }>;

export const IMPORT_STATUSES = ['uploaded', 'running', 'finished', 'undone'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];
