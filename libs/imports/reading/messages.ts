import type { UnderstandOptions } from '#documents/index.js';
import type { ReadDocument, ReadingFailure } from '../plan/plan.js';

export interface ReadingTask {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly options: UnderstandOptions;
}

export type ReadingResult =
  | { readonly read: Omit<ReadDocument, 'sha256' | 'bytes'>; readonly failure?: undefined }
  | { readonly failure: ReadingFailure; readonly read?: undefined };
