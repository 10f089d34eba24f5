import type { Role } from '../kernel/roles.js';

export interface TokenState {
  readonly reference: string;
  readonly party: string;
  readonly roles: readonly Role[];
  readonly programmes: readonly string[];
  readonly groups: readonly string[];
  readonly label?: string;
  readonly revoked: boolean;
  /** Who signs in at the organisation's provider and speaks for it: ids of the access store, or `claim`. */
  readonly signIns: readonly string[];
}
