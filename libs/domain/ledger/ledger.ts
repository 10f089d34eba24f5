import { type Fact, type Recorded, unknownEvent } from '../kernel/decider.js';
import type { LedgerFact, RatingScheme } from './events.js';

export const LEDGER_STREAM = 'ledger';

export interface LedgerState {
  readonly ledger: string;
  readonly name: string;
  /** True for invented data, which every report must say. */
  readonly illustrative: boolean;
  /** The version of the rating scheme in force. */
  readonly scheme: number;
}

/** Blue, red, amber, green as this product first adopts them; what each word means is a part of the scheme. */
export const FIRST_SCHEME: RatingScheme = {
  version: 1,
  name: 'BRAG',
  ratings: [
    { rating: 'blue', word: 'Complete', meaning: 'Done, and the evidence is there.', needsNarrative: false },
    { rating: 'green', word: 'On track', meaning: 'Will be kept as agreed.', needsNarrative: false },
    {
      rating: 'amber',
      word: 'At risk',
      meaning: 'May not be kept as agreed; the narrative says why.',
      needsNarrative: true,
    },
    {
      rating: 'red',
      word: 'Off track',
      meaning: 'Will not be kept as agreed; the narrative says why.',
      needsNarrative: true,
    },
  ],
};

/** The facts with which a ledger begins. */
export function openLedger(ledger: string, name: string, illustrative: boolean): LedgerFact[] {
  return [
    { type: 'LedgerOpened', data: { ledger, name, illustrative } },
    { type: 'RatingSchemeAdopted', data: FIRST_SCHEME },
  ];
}

export function evolveLedger(
  state: LedgerState | undefined,
  event: Recorded<LedgerFact> | (LedgerFact & Fact),
): LedgerState {
  const before = state as LedgerState;
  switch (event.type) {
    case 'LedgerOpened':
      return { ...event.data, scheme: 0 };
    case 'RatingSchemeAdopted':
      return { ...before, scheme: event.data.version };
    default:
      return unknownEvent(event);
  }
}
