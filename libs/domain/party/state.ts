import type { PartyKind } from './events.js';

export interface PartyState {
  readonly reference: string;
  readonly kind: PartyKind;
  /** Absent for a person: the directory has it. */
  readonly name?: string;
  /** The id of the organisation that it belongs to. */
  readonly organisation?: string;
  readonly retired: boolean;
  readonly erased: boolean;
}
