export interface GroupState {
  readonly reference: string;
  readonly name: string;
  readonly description?: string;
  /** The ids of the lead party and of the group that it reports to. */
  readonly lead?: string;
  readonly parent?: string;
  readonly closed: boolean;
}
