import type { StoreErrorData } from '../port/errors.js';
import type { AppendOutcome, QueuedAppend } from './group-commit.js';

export type ToWriter = { readonly close: false; readonly appends: readonly QueuedAppend[] } | { readonly close: true };

export type FromWriter =
  | { readonly ready: true }
  | { readonly refused: StoreErrorData }
  | { readonly outcomes: readonly AppendOutcome[] };

export const commitChannel = (file: string) => `events committed to ${file}`;
