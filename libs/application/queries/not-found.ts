import { KINDS, PLURALS } from '#domain/index.js';
import { HttpProblem } from '../problems/problem.js';
import type { PathValues, QueryRoute } from './query-route.js';

export function notFound({ path }: Pick<QueryRoute, 'path'>, { ref }: PathValues): HttpProblem {
  const kind = KINDS.find((each) => path === PLURALS[each] || path.startsWith(`${PLURALS[each]}/`));
  return new HttpProblem('item-not-found', `There is no ${ref === undefined ? kind : `${kind} ${ref}`}.`);
}
