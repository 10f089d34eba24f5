import { HttpProblem, wrongField } from '#apps/server/http/problem.js';
import type { PathValues, QueryRoute } from '#apps/server/http/queries/query-route.js';
import { queryRoutes } from '#apps/server/http/queries/routes.js';

/** Every report by its name on the command line: the routes that HTTP goes by, those that are reports. */
export const REPORTS: ReadonlyMap<string, QueryRoute> = new Map(
  queryRoutes.flatMap((route) => (route.report === undefined ? [] : [[route.report, route] as const])),
);

/** A question as the command line puts it. */
export interface Called {
  readonly route: QueryRoute;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly path: PathValues;
}

/**
 * Reads `<name> [<item>] [--<parameter> <value>]...`. Fails with `unknown-report`, naming those that there are, with
 * `item-needed`, and with `bad-parameter` for what is no parameter's name and value.
 */
export function called([name = '', ...rest]: readonly string[]): Called {
  const route = REPORTS.get(name);
  if (!route)
    throw wrongField(
      'unknown-report',
      'name',
      `There is no report ${name}; there are ${[...REPORTS.keys()].join(', ')}`,
    );
  if (!takesItem(route)) return { route, query: flagsIn(name, rest), path: {} };
  const [ref, ...flags] = rest;
  if (ref === undefined || ref.startsWith('--'))
    throw new HttpProblem(
      400,
      'item-needed',
      `${name} needs the id or reference of what it is about: ${usageOf(name, route)}.`,
    );
  return { route, query: flagsIn(name, flags), path: { ref } };
}

/** How a report is called. */
export function usageOf(name: string, route: QueryRoute): string {
  return takesItem(route) ? `report ${name} <item>` : `report ${name}`;
}

const takesItem = ({ path }: QueryRoute) => path.includes(':ref');

function flagsIn(report: string, words: readonly string[]): Called['query'] {
  const flags = new Map<string, string | string[]>();
  for (let at = 0; at < words.length; at += 1) {
    const [, name, inWord] = /^--([^=]+)(?:=(.*))?$/s.exec(words[at] as string) ?? [];
    if (name === undefined)
      throw new HttpProblem(400, 'bad-parameter', `${report} takes --<parameter> <value>, and not ${words[at]}.`);
    const value = inWord ?? words[++at];
    if (value === undefined) throw wrongField('bad-parameter', name, `${name} has no value`);
    const before = flags.get(name);
    flags.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(flags);
}
