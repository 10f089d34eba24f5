import type { CalendarDate } from '#domain/index.js';
import type { ReadField, Sure, UnderstoodItem } from './items.js';
import type { Place } from './place.js';

export interface Programme {
  readonly key: string;
  readonly name: string;
  readonly place: Place;
  /** Key of the programme above it. */
  readonly parent?: string;
  readonly sure: Sure;
  readonly why: string;
}

export type QuestionCode =
  | 'document-date'
  | 'date-order'
  | 'two-promises'
  | 'split-row'
  | 'as-above'
  | 'hidden-row'
  | 'completion'
  | 'initials'
  | 'column'
  | 'area'
  | 'no-date'
  | 'various';

export interface Question {
  /** Code and place: the same whenever the document is read, so that an answer is found again. */
  readonly id: string;
  readonly code: QuestionCode;
  readonly text: string;
  readonly place: Place;
  /** Keys of the items that the answer changes. */
  readonly items: readonly string[];
  readonly choices: readonly Choice[];
}

export interface Choice {
  /** Given back in `answers`. */
  readonly value: string;
  readonly label: string;
  /** What is taken while nobody has answered. */
  readonly isTaken?: true;
}

export const ROW_OUTCOMES = [
  'item',
  'part',
  'header',
  'section',
  'total',
  'note',
  'legend',
  'empty',
  'furniture',
  'not-understood',
] as const;
/** `part`: belongs to the item of another row. */
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** What became of one row of a table, one list item or one line that names an action. */
export interface Account {
  readonly place: Place;
  readonly of: 'row' | 'list-item' | 'line';
  readonly text: string;
  readonly outcome: RowOutcome;
  readonly why: string;
  /** Keys of the items made of it, or that it is part of. */
  readonly items: readonly string[];
}

export type TableKind = 'actions' | 'targets' | 'decisions' | 'log' | 'legend' | 'furniture' | 'not-understood';

export const COLUMN_ROLES = [
  'reference',
  'action',
  'description',
  'owner',
  'timescale',
  'revised',
  'forecast',
  'start',
  'completed',
  'status',
  'progress',
  'rating',
  'evidence',
  'note',
  'programme',
  'measure',
  'decision',
  'raised',
  'kind',
  'other',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

export interface UnderstoodTable {
  readonly place: Place;
  readonly kind: TableKind;
  readonly why: string;
  readonly columns: readonly {
    readonly heading: string;
    readonly role: ColumnRole;
    readonly sure: Sure;
    readonly why: string;
  }[];
  /** How dates in figures of this table are read, where it matters. */
  readonly dateOrder?: 'day-first' | 'month-first';
}

export interface Understood {
  readonly title?: string;
  readonly documentDate?: ReadField<CalendarDate>;
  /** Initials and names of those present. */
  readonly people: readonly { readonly initials: string; readonly name: string; readonly place: Place }[];
  readonly programmes: readonly Programme[];
  readonly items: readonly UnderstoodItem[];
  readonly tables: readonly UnderstoodTable[];
  readonly questions: readonly Question[];
  /** Every row of every table, every list item and every line that names an action, exactly once. */
  readonly accounts: readonly Account[];
}

export interface UnderstandOptions {
  /** Used as the date of the document only where `documentDate` and the document say none; then `documentDateKnown` is false. */
  readonly today: CalendarDate;
  readonly documentDate?: CalendarDate;
  /** `MM-DD` on which the ledger's financial year begins. */
  readonly financialYearStartsOn?: string;
  readonly parties?: readonly { readonly reference: string; readonly name: string; readonly initials?: string }[];
  readonly programmes?: readonly { readonly reference: string; readonly name: string }[];
  /** Heading of a column to its role: what somebody corrected, remembered for the next issue. */
  readonly map?: Readonly<Record<string, ColumnRole>>;
  /** Id of a question to the value of a choice. */
  readonly answers?: Readonly<Record<string, string>>;
}

export const notUnderstood = ({ accounts }: Understood): readonly Account[] =>
  accounts.filter(({ outcome }) => outcome === 'not-understood');

export const furniture = ({ accounts }: Understood): readonly Account[] =>
  accounts.filter(({ outcome }) => outcome !== 'item' && outcome !== 'part' && outcome !== 'not-understood');
