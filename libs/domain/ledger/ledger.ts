import { type Aggregate, PLURALS, type Recorded, unknownEvent } from '../kernel/decider.js';
import { adoptRatingScheme } from './adopting.js';
import type { LedgerFact } from './events.js';
import { adoptFinancialYear } from './financial-year.js';
import { FIRST_SCHEME } from './scheme.js';
import { rotateSigningKey } from './signing-key.js';
import { LEDGER_STREAM, type LedgerState, USUAL_YEAR_START } from './state.js';

/** The system opens the ledger before any principal exists, so there is no creation command. */
export const ledger: Aggregate<LedgerState, LedgerFact> = {
  kind: 'ledger',
  plural: PLURALS.ledger,
  verbs: {
    'adopt-rating-scheme': adoptRatingScheme,
    'adopt-financial-year': adoptFinancialYear,
    'rotate-signing-key': rotateSigningKey,
  },
  evolve: evolveLedger,
};

export function openLedger(ledger: string, name: string, illustrative: boolean): LedgerFact[] {
  return [
    { type: 'LedgerOpened', data: { ledger, name, illustrative } },
    { type: 'RatingSchemeAdopted', data: FIRST_SCHEME },
  ];
}

function evolveLedger(state: LedgerState | undefined, event: Recorded<LedgerFact>): LedgerState {
  switch (event.type) {
    case 'LedgerOpened':
      return {
        ...event.data,
        reference: LEDGER_STREAM,
        scheme: FIRST_SCHEME,
        financialYearStartsOn: USUAL_YEAR_START,
        signingKeys: [],
      };
    case 'RatingSchemeAdopted':
      return { ...(state as LedgerState), scheme: event.data };
    case 'FinancialYearAdopted':
      return { ...(state as LedgerState), financialYearStartsOn: event.data.startsOn };
    case 'SigningKeyRotated': {
      const { from, to } = event.data;
      const { signingKeys } = state as LedgerState;
      const before = signingKeys.length === 0 && from !== undefined ? [from] : signingKeys;
      return { ...(state as LedgerState), signingKeys: [...before, to] };
    }
    default:
      return unknownEvent(event);
  }
}
