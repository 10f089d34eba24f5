export interface ProgrammeState {
  readonly reference: string;
  readonly name: string;
  readonly description?: string;
  /** The ids of the lead party, the parent programme and the group that oversees it. */
  readonly lead?: string;
  readonly parent?: string;
  readonly group?: string;
  readonly closed: boolean;
}
