import type { RatingScheme } from './events.js';

/** The name of the ledger's own stream, and what the ledger goes by where items go by an id. */
export const LEDGER_STREAM = 'ledger';

export interface LedgerState {
  readonly reference: typeof LEDGER_STREAM;
  readonly ledger: string;
  readonly name: string;
  /** True for invented data, which every report must say. */
  readonly illustrative: boolean;
  /** The rating scheme in force. */
  readonly scheme: RatingScheme;
}
