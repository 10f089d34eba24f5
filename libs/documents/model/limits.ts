import { fail } from './failure.js';

/** What a document may take. Whoever calls runs it in a worker, so that time and memory are bounded as well. */
export interface DocumentLimits {
  readonly bytes: number;
  readonly entries: number;
  /** Of one file inside a container, and of all of them. */
  readonly inflated: number;
  readonly ratio: number;
  readonly cells: number;
  readonly rows: number;
  readonly columns: number;
  /** Of nested elements or tables. */
  readonly depth: number;
  readonly cellText: number;
  readonly milliseconds: number;
}

/** Throws once the time is over; called where a document can make work without an end. */
export function deadlineOf({ milliseconds }: DocumentLimits): () => void {
  const end = performance.now() + milliseconds;
  return () => {
    if (performance.now() <= end) return;
    fail('document-timeout', `The document takes more than ${milliseconds} ms to read. Send it in parts.`, {
      limit: milliseconds,
    });
  };
}

export const LIMITS: DocumentLimits = {
  bytes: 50 * 1024 * 1024,
  entries: 2_000,
  inflated: 256 * 1024 * 1024,
  ratio: 200,
  cells: 2_000_000,
  rows: 100_000,
  columns: 500,
  depth: 200,
  cellText: 100_000,
  milliseconds: 60_000,
};
