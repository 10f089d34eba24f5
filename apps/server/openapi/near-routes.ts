import { HttpProblem } from '#application/index.js';
import { operations } from './document.js';

export interface NearRoutes {
  readonly there: readonly string[];
  readonly near: readonly string[];
}

const MOST_WRONG = 2;

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

export function noSuchRoute(method: string, path: string): HttpProblem {
  const { near, there } = nearRoutes(method, path);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  const known = there.length > 0 ? ` Known here: ${there.join(', ')}.` : ' See /api/docs for all routes.';
  return new HttpProblem('no-such-route', `There is no ${method} ${path}.${meant}${known}`, { near, there });
}

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
