import { searchWords } from '#read-store/index.js';

export interface Asked {
  readonly words: readonly string[];
  /** Words that must stand next to each other, in this order. */
  readonly phrases: readonly (readonly string[])[];
  /** The last word, which may be the beginning of one; undefined where it stands in quotes. */
  readonly beginning: string | undefined;
}

/** Signs of a query language mean nothing here: what is neither quoted nor a word is left out. */
export function wordsAsked(q: string): Asked {
  const parts = q.replace(/[“”„«»]/g, '"').split('"');
  // Without its second quotation mark, a text is not quoted.
  const isQuoted = (place: number) => place % 2 === 1 && place < parts.length - 1;
  const phrases = parts.filter((_, place) => isQuoted(place)).map(searchWords);
  const loose = parts.filter((_, place) => !isQuoted(place)).flatMap(searchWords);
  const last = searchWords(parts.at(-1) ?? '').at(-1);
  const beginning = last !== undefined && last.length >= LEAST ? last : undefined;
  const words = beginning === undefined ? loose : loose.slice(0, -1);
  return {
    words: [...new Set([...words, ...phrases.flat()])],
    phrases: phrases.filter((phrase) => phrase.length > 1),
    beginning,
  };
}

const LEAST = 2;

/** Whether a question has a word of two letters or digits: shorter ones alone would match nearly everything. */
export const isSearchable = (q: string): boolean => searchWords(q).some((word) => word.length >= LEAST);
