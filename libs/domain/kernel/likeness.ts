/** From here on two titles are nearly the same. */
export const NEARLY_SAME = 0.8;

/** Words that titles have in common without saying the same. */
const SMALL = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);
/** 2018, 2018/19 and 18/19: the year in which something is promised, not what is. */
const YEARS = /(?<![\p{L}\p{N}])(?:(?:19|20)\d\d(?:\/(?:\d\d){1,2})?|\d\d\/\d\d)(?![\p{L}\p{N}])/gu;

/**
 * How much two titles have in common, 0 to 1: twice the words that both hold, by the words of both (Dice's
 * coefficient). Words in any order, case, accents and number, without small ones and without years. Titles with other
 * numbers, "Phase 1" and "Phase 2", have nothing in common.
 */
export function likeness(one: string, other: string): number {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.size === 0 || others.size === 0) return 0;
  if (numbersIn(words) !== numbersIn(others)) return 0;
  const shared = [...words].filter((word) => others.has(word)).length;
  return (2 * shared) / (words.size + others.size);
}

function wordsOf(title: string): ReadonlySet<string> {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').replace(YEARS, ' ').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !SMALL.has(word)).map(singular));
}

/** "Nurses" is "nurse"; "process" and "bus" stay as they are. */
const singular = (word: string) => (/[^su]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word);

const numbersIn = (words: ReadonlySet<string>) =>
  [...words]
    .filter((word) => /^\d+$/.test(word))
    .sort()
    .join(' ');
