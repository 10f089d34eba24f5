export interface ProgrammeState {
  readonly reference: string;
  readonly name: string;
  readonly description?: string;
  readonly lead?: string;
  readonly parent?: string;
  readonly group?: string;
  readonly closed: boolean;
}
