import { aggregates } from '#domain/aggregates.js';
import { HttpProblem } from '../problem.js';
import type { PathValues, QueryRoute } from './query-route.js';

/** That there is no item such as the path of a question names. */
export function notFound({ path }: Pick<QueryRoute, 'path'>, { ref }: PathValues): HttpProblem {
  const kind = Object.values(aggregates).find(({ plural }) => path === plural || path.startsWith(`${plural}/`))?.kind;
  return new HttpProblem(404, 'item-not-found', `There is no ${ref === undefined ? kind : `${kind} ${ref}`}.`);
}
