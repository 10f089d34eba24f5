import { type PartyFact, type PartyKind, type Recorded, unknownEvent } from '#domain/index.js';
import { indexRow, type LedgerEvent, type Projection, parties } from '#read-store/index.js';
import { passagesOf } from '../passages/passages.projection.js';
import { VERSIONS } from '../versions/versions.js';

/** `title` is the name; a person's name exists only in the directory, which can erase it. */
export interface PartyView {
  readonly reference: string;
  readonly title?: string;
  readonly kind: PartyKind;
  readonly organisation?: string;
  readonly status: 'active' | 'retired' | 'erased';
  readonly hasMailAddress?: boolean;
  readonly digestStopped?: boolean;
}
type Event = Recorded<PartyFact> & LedgerEvent;

export const partyProjection: Projection<PartyView, Event> = {
  name: 'parties',
  kind: 'party',
  version: VERSIONS.parties,
  evolve,
  passages: passagesOf,
  indexes: [
    indexRow(parties, ['status', 'kind', 'organisation'], ({ status, kind, organisation }, { keyOf }) => ({
      status,
      party_kind: kind,
      organisation: keyOf('party', organisation),
    })),
  ],
};

function evolve(state: PartyView | undefined, event: Event): PartyView {
  if (event.type === 'PartyRegistered') {
    const { name, ...data } = event.data;
    return { ...data, title: name, status: 'active' };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with PartyRegistered.`);
  switch (event.type) {
    case 'PartyDescribed': {
      const { name = state.title, organisation = state.organisation } = event.data;
      return { ...state, title: name, organisation };
    }
    case 'PartyRetired':
      return { ...state, status: 'retired' };
    case 'PersonErased':
      return { ...state, status: 'erased', hasMailAddress: false };
    case 'PartyMailAddressRecorded':
      return { ...state, hasMailAddress: true };
    case 'PartyMailAddressRemoved':
      return { ...state, hasMailAddress: false };
    case 'PartyDigestStopped':
      return { ...state, digestStopped: true };
    case 'PartyDigestResumed':
      return { ...state, digestStopped: false };
    default:
      return unknownEvent(event);
  }
}
