export const NEARLY_SAME = 0.8;

const SMALL = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);
/** A year says when something is promised, not what: 2018, 2018/19, 18/19. */
const YEARS = /(?<![\p{L}\p{N}])(?:(?:19|20)\d\d(?:\/(?:\d\d){1,2})?|\d\d\/\d\d)(?![\p{L}\p{N}])/gu;

/** Dice's coefficient over words without stop words and years. Different numbers ("Phase 1", "Phase 2") give 0. */
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

const singular = (word: string) => (/[^su]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word);

const numbersIn = (words: ReadonlySet<string>) =>
  [...words]
    .filter((word) => /^\d+$/.test(word))
    .sort()
    .join(' ');
