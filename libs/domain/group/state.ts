export interface GroupState {
  readonly reference: string;
  readonly name: string;
  readonly description?: string;
  readonly lead?: string;
  readonly parent?: string;
  readonly closed: boolean;
}
