import type { Finding, UnderstandOptions } from '#documents/index.js';
import type { LedgerNow } from '../plan/ledger-now.js';
import type { ImportPlan, ReadingFailure, ReadSummary } from '../plan/plan.js';
import type { Answers } from '../plan/plan-import.js';

export interface ReadingTask {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly name: string;
  readonly options: UnderstandOptions;
  /** Left out where no plan is made of it. */
  readonly planning?: Planning;
}

export interface Planning {
  readonly now: LedgerNow;
  readonly answers: Answers;
}

export interface Previewed {
  readonly read: ReadSummary;
  readonly plan: ImportPlan;
}

/** What a plan says against itself. */
export interface Linted {
  readonly findings: readonly Finding[];
  /** How many items were understood. */
  readonly items: number;
}

/** Copied from thread to thread, so that a plan comes without the items and rows that it was made of. */
export type ReadingResult =
  | { readonly linted: Linted }
  | { readonly previewed: Previewed }
  | { readonly failure: ReadingFailure };
