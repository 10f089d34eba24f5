import { type Recorded, type Role, type TokenFact, unknownEvent } from '#domain/index.js';
import type { LedgerEvent, Projection } from '#read-store/index.js';
import { VERSIONS } from '../versions/versions.js';

export interface TokenView {
  readonly title?: string;
  readonly party: string;
  readonly roles: readonly Role[];
  readonly programmes: readonly string[];
  readonly groups: readonly string[];
  readonly status: 'valid' | 'revoked';
}
type Event = Recorded<TokenFact> & LedgerEvent;

export const tokenProjection: Projection<TokenView, Event> = {
  name: 'access',
  kind: 'token',
  version: VERSIONS.access,
  evolve,
  indexes: [],
};

function evolve(state: TokenView | undefined, event: Event): TokenView {
  switch (event.type) {
    case 'TokenIssued': {
      const { token, label, ...data } = event.data;
      return { ...data, title: label, status: 'valid' };
    }
    case 'TokenRevoked':
      if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with TokenIssued.`);
      return { ...state, status: 'revoked' };
    case 'TokenSignInLinked':
    case 'TokenSignInUnlinked':
      if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with TokenIssued.`);
      return state;
    default:
      return unknownEvent(event);
  }
}
