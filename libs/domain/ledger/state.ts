import type { RatingScheme } from './events.js';

/** The name of the ledger's own stream, and what the ledger goes by where items go by an id. */
export const LEDGER_STREAM = 'ledger';

/** The day on which the financial year begins where the ledger has adopted no other. */
export const USUAL_YEAR_START = '04-01';

export interface LedgerState {
  readonly reference: typeof LEDGER_STREAM;
  readonly ledger: string;
  readonly name: string;
  /** True for invented data, which every report must say. */
  readonly illustrative: boolean;
  /** `MM-DD` on which the financial year begins. */
  readonly financialYearStartsOn: string;
  /** The rating scheme in force. */
  readonly scheme: RatingScheme;
}
