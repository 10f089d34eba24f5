import type { Fact } from '../kernel/decider.js';
import type { Role } from '../kernel/roles.js';

/** No secret is in them. */
export type TokenFact =
  | Fact<
      'TokenIssued',
      {
        reference: string;
        token: string;
        party: string;
        roles: Role[];
        programmes: string[];
        groups: string[];
        label?: string;
      }
    >
  | Fact<'TokenRevoked', { token: string; reason?: string }>
  /** `signIn` is an id that the ledger made up: events hold no subject of a provider, which is personal data. */
  | Fact<'TokenSignInLinked', { token: string; signIn: string; reason?: string }>
  | Fact<'TokenSignInUnlinked', { token: string; signIn: string; reason?: string }>;
