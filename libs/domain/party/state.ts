import type { PartyKind } from './events.js';

export interface PartyState {
  readonly reference: string;
  readonly kind: PartyKind;
  /** Absent for a person, whose name is in the erasable directory. */
  readonly name?: string;
  readonly organisation?: string;
  readonly retired: boolean;
  readonly erased: boolean;
}
