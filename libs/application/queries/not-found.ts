import { KINDS, PLURALS } from '#domain/index.js';
import { HttpProblem } from '../problems/problem.js';
import type { PathValues, QueryRoute } from './query-route.js';

export function notFound({ path }: Pick<QueryRoute, 'path'>, { ref, number }: PathValues): HttpProblem {
  const kind = KINDS.find((each) => path === PLURALS[each] || path.startsWith(`${PLURALS[each]}/`)) ?? 'item';
  const named = number === undefined ? [kind, ref] : ['event', number];
  return new HttpProblem('item-not-found', `There is no ${named.filter((word) => word !== undefined).join(' ')}.`);
}
