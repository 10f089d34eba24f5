import { operations } from './document.js';

/** What an address may have meant that is none. */
export interface NearRoutes {
  /** What there is in the place of the one word that differs. */
  readonly there: readonly string[];
  /** Those of them that are spelt alike. */
  readonly near: readonly string[];
}

/** As many letters may be wrong, missing or too many. */
const MOST_WRONG = 2;

/** The routes of a method that differ from a path in one word: what that word could be. */
export function nearRoutes(method: string, path: string): NearRoutes {
  const asked = path.split('/');
  const found = operations().flatMap((operation) => {
    const words = operation.path.split('/');
    if (operation.method !== method.toLowerCase() || words.length !== asked.length) return [];
    const wrong = words.flatMap((word, at) => (/^\{\w+\}$/.test(word) || word === asked[at] ? [] : [at]));
    return wrong.length === 1 ? wrong.map((at) => ({ is: asked[at] as string, word: words[at] as string })) : [];
  });
  const distinct = (words: readonly string[]) => [...new Set(words)].sort();
  return {
    there: distinct(found.map(({ word }) => word)),
    near: distinct(found.flatMap(({ is, word }) => (distance(is, word) <= MOST_WRONG ? [word] : []))),
  };
}

/** How many letters are to be put in, taken out or changed to make one word the other; words are short. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > MOST_WRONG) return MOST_WRONG + 1;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [at, wanted] of [...other].entries())
      next.push(Math.min((row[at] ?? 0) + (letter === wanted ? 0 : 1), (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
}
