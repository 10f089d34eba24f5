import type { RatingScheme } from './events.js';

export const LEDGER_STREAM = 'ledger';

export const USUAL_YEAR_START = '04-01';

export interface LedgerState {
  readonly reference: typeof LEDGER_STREAM;
  readonly ledger: string;
  readonly name: string;
  /** Every report must state that the data are invented. */
  readonly illustrative: boolean;
  readonly financialYearStartsOn: string;
  readonly scheme: RatingScheme;
  /** Public keys, the one in force last; empty until one took over from another. */
  readonly signingKeys: readonly string[];
}
