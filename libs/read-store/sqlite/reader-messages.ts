export interface ReaderQuestion {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
/** Rows as the values of their columns, which cost a third of objects to hand over. */
export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}
export type ReaderAnswer = ResultTable | { readonly error: string };
