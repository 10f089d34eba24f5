import { HttpProblem, wrongField } from '#application/problem.js';
import type { PathValues, QueryRoute } from '#application/queries/query-route.js';
import { REPORTS } from '#application/queries/reports/reports.js';
import { type Flags, type FlagToken, isMissing, tokensOf } from '../shell/flags.js';

/** A question as the command line puts it. */
export interface Called {
  readonly route: QueryRoute;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly path: PathValues;
  readonly json: boolean;
}

/** That the words ask for help and for no report. */
export const asksForHelp = (words: readonly string[]) => words.includes('--help') || words.includes('-h');

/**
 * Reads `<name> [<item>] [--<parameter> <value>]...`, with `--json` anywhere; loads the report's route and no other.
 * Fails with `unknown-report`, naming those that there are, with `item-needed`, and with `bad-parameter` for what is no
 * parameter's name and value.
 */
export async function called(words: readonly string[]): Promise<Called> {
  const [name = '', ...rest] = words.filter((word) => word !== '--json');
  const load = Object.hasOwn(REPORTS, name) ? REPORTS[name] : undefined;
  if (!load)
    throw wrongField(
      'unknown-report',
      'name',
      `There is no report ${name}; there are ${Object.keys(REPORTS).join(', ')}`,
    );
  const { route } = await load();
  const json = words.includes('--json');
  if (!takesItem(route)) return { route, query: queryIn(name, rest), path: {}, json };
  const [ref, ...flags] = rest;
  if (ref === undefined || ref.startsWith('--'))
    throw new HttpProblem(
      'item-needed',
      `${name} needs the id or reference of what it is about: ${usageOf(name, route)}.`,
    );
  return { route, query: queryIn(name, flags), path: { ref }, json };
}

/** How a report is called. */
export function usageOf(name: string, route: QueryRoute): string {
  return takesItem(route) ? `report ${name} <item>` : `report ${name}`;
}

const takesItem = ({ path }: QueryRoute) => path.includes(':ref');

/** The parameters that words give; one that the report has not is left to the question, which names those it has. */
function queryIn(report: string, words: readonly string[]): Called['query'] {
  const given = new Map<string, string | string[]>();
  for (const token of tokensOf(words, flagsIn(words))) {
    const [name, value] = parameterIn(report, token);
    const before = given.get(name);
    given.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(given);
}

/** Every parameter of a report has a value, whatever its name. */
function flagsIn(words: readonly string[]): Flags {
  const names = words.flatMap((word) => /^--([^=]+)/.exec(word)?.[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, { value: '<value>', description: '' }]));
}

function parameterIn(report: string, token: FlagToken): [string, string] {
  if (token.kind !== 'option') {
    const word = token.kind === 'positional' ? token.value : '--';
    throw new HttpProblem('bad-parameter', `${report} takes --<parameter> <value>, and not ${word}.`);
  }
  if (isMissing(token)) throw wrongField('bad-parameter', token.name, `${token.name} has no value`);
  return [token.name, token.value as string];
}
