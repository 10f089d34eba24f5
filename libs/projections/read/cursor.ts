import { ReadError } from './errors.js';
import type { MomentAsked } from './moment.js';

/** Where a page ended, and the moment that all its pages stand on. */
export interface Cursor {
  readonly moment: { readonly asOfPosition: number; readonly effectiveAt?: string };
  /** The sort values of the last item shown. */
  readonly after: readonly (string | number)[];
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Reads a cursor that a page gave; fails with `bad-cursor` for anything else. */
export function decodeCursor(text: string): Cursor {
  try {
    const { moment, after } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Number.isSafeInteger(moment.asOfPosition) && moment.asOfPosition >= 0 && after.every(isSortValue))
      return { moment, after };
  } catch {
    // Not one that was given: answered below.
  }
  throw new ReadError('bad-cursor', 'The cursor is none that a page gave; leave it out to begin.', { cursor: text });
}

const isSortValue = (value: unknown) => typeof value === 'string' || typeof value === 'number';

/** The moment that a page is to be read at: the cursor's where there is one. */
export function momentOf(asked: MomentAsked, cursor: Cursor | undefined): MomentAsked {
  return cursor ? cursor.moment : asked;
}
