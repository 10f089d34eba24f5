import { type LedgerFact, type RatingScheme, type Recorded, unknownEvent } from '#domain/index.js';
import type { LedgerEvent, Projection } from '#read-store/index.js';
import { VERSIONS } from '../versions/versions.js';

export interface LedgerView {
  readonly title: string;
  readonly ledger: string;
  readonly illustrative: boolean;
  readonly schemes: readonly RatingScheme[];
  readonly financialYearStartsOn?: string;
}
type Event = Recorded<LedgerFact> & LedgerEvent;

export const ledgerProjection: Projection<LedgerView, Event> = {
  name: 'ledger',
  kind: 'ledger',
  version: VERSIONS.ledger,
  evolve,
  indexes: [],
};

function evolve(state: LedgerView | undefined, event: Event): LedgerView {
  if (event.type === 'LedgerOpened') {
    const { name, ...data } = event.data;
    return { ...data, title: name, schemes: [] };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with LedgerOpened.`);
  switch (event.type) {
    case 'RatingSchemeAdopted':
      return { ...state, schemes: [...state.schemes, event.data] };
    case 'FinancialYearAdopted':
      return { ...state, financialYearStartsOn: event.data.startsOn };
    case 'SigningKeyRotated':
      return state;
    default:
      return unknownEvent(event);
  }
}
