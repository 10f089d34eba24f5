export interface ReaderQuestion {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
export type ReaderAnswer = { readonly rows: unknown[] } | { readonly error: string };
