import { aggregates } from '#domain/aggregates.js';
import { HttpProblem } from '../problem.js';
import type { PathValues, QueryRoute } from './query-route.js';

/** That there is not what a question names: the item of its path, or the group or programme that a report is to cover. */
export function notFound({ path }: Pick<QueryRoute, 'path'>, { ref }: PathValues, asked: object): HttpProblem {
  const kind = Object.values(aggregates).find(({ plural }) => path.startsWith(`${plural}/`))?.kind;
  const named = kind ? `${kind} ${ref}` : covered(asked).join(' or ');
  return new HttpProblem(404, 'item-not-found', `There is no ${named}.`);
}

function covered(asked: { group?: string; programme?: string }): string[] {
  const { group, programme } = asked;
  return [...(group ? [`group ${group}`] : []), ...(programme ? [`programme ${programme}`] : [])];
}
