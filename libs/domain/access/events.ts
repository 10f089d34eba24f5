import type { Fact } from '../kernel/decider.js';
import type { Role } from '../kernel/roles.js';

export type AccessFact =
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
  | Fact<'TokenRevoked', { token: string; reason?: string }>;
