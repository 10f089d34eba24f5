export interface ReaderRequest {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
/** Columns and value arrays: a third of the cost of objects in `postMessage`. */
export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}
export type ReaderResponse = ResultTable | { readonly error: string };
