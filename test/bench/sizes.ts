/** How much is measured. */
export interface Sizes {
  /** Seconds of load in each round, and rounds of which the median counts. */
  readonly seconds: number;
  readonly rounds: number;
  /** Events of the ledgers; some figures are measured on one or two of them. */
  readonly smallest: number;
  readonly smaller: number;
  readonly larger: number;
}

export const WHOLE: Sizes = { seconds: 5, rounds: 3, smallest: 10_000, smaller: 100_000, larger: 1_000_000 };
/** To see that it runs: its figures say little. */
export const QUICK: Sizes = { seconds: 1, rounds: 1, smallest: 1_000, smaller: 5_000, larger: 20_000 };
