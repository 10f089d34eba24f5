import { withoutInvisible } from '#domain/index.js';

export interface WordSpan {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** PostgreSQL takes no lexeme above 2 KB. */
const LONGEST_WORD = 100;
const ASCII = /^\p{ASCII}*$/u;
const ASCII_WORD = /[a-z0-9]+/g;
const BETWEEN_ASCII_WORDS = /[^a-z0-9]+/g;
const LONG_WORD = new RegExp(`[a-z0-9]{${LONGEST_WORD + 1}}`, 'i');
/** Invisible characters stand within words that were pasted: soft hyphens, zero-width spaces. */
const WORD = /[\p{L}\p{N}\p{M}\u200b\u2060\u00ad\ufeff]+/gu;
const LETTERS = /[\p{L}\p{N}]+/gu;

/** Both engines index these words instead of tokenizing by themselves, so that they find the same. */
export function searchWords(text: string): readonly string[] {
  if (!ASCII.test(text)) return spansBeyondAscii(text).map(({ word }) => word);
  const words = text.toLowerCase().match(ASCII_WORD) ?? [];
  return text.length > LONGEST_WORD ? words.map(shortened) : words;
}

/** The same words as one text. */
export function searchText(text: string): string {
  if (!ASCII.test(text) || LONG_WORD.test(text)) return searchWords(text).join(' ');
  return text.toLowerCase().replace(BETWEEN_ASCII_WORDS, ' ').trim();
}

/** The words of a text with their offsets in it, in UTF-16 units. */
export function wordSpans(text: string): readonly WordSpan[] {
  if (!ASCII.test(text)) return spansBeyondAscii(text);
  return [...text.toLowerCase().matchAll(ASCII_WORD)].map(({ 0: word, index }) => ({
    word: shortened(word),
    start: index,
    end: index + word.length,
  }));
}

/** One run of letters may hold several words, such as a fraction in one character. */
function spansBeyondAscii(text: string): WordSpan[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: run, index }) =>
    (withoutAccents(run).match(LETTERS) ?? []).map((word) => ({
      word: shortened(word),
      start: index,
      end: index + run.length,
    })),
  );
}

function withoutAccents(run: string): string {
  return withoutInvisible(run).normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replaceAll('ς', 'σ');
}

const shortened = (word: string) => (word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD).join('') : word);
