import type { Fact } from '../kernel/decider.js';

export interface RatingScheme {
  readonly version: number;
  readonly name: string;
  readonly ratings: readonly {
    readonly rating: string;
    readonly word: string;
    readonly meaning: string;
    readonly needsNarrative: boolean;
  }[];
}

export type LedgerFact =
  | Fact<'LedgerOpened', { ledger: string; name: string; illustrative: boolean }>
  | Fact<'RatingSchemeAdopted', RatingScheme>;
