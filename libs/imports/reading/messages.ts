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

/** Crosses threads as a copy, so it leaves out the items and rows that the plan was made of. */
export type ReadingResult =
  | { readonly findings: readonly Finding[] }
  | { readonly previewed: Previewed }
  | { readonly failure: ReadingFailure };
