import type { AppendOutcome, QueuedAppend } from './group-commit.js';
import type { ToldError } from '../port/errors.js';

/** To the writer thread: appends to run, or the end. */
export type ToWriter = { readonly close: false; readonly appends: readonly QueuedAppend[] } | { readonly close: true };

/** From the writer thread: its start, or the outcomes of its next group in the order in which they were asked. */
export type FromWriter =
  | { readonly ready: true }
  | { readonly refused: ToldError }
  | { readonly outcomes: readonly AppendOutcome[] };

/** The channel on which the writer of `file` says to this process's other threads that it has committed. */
export const commitChannel = (file: string) => `events committed to ${file}`;
