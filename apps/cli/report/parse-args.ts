import {
  HttpProblem,
  isReport,
  type PathValues,
  type QueryRoute,
  REPORTS,
  type ReportAnswers,
  type ReportName,
  wrongField,
} from '#application/index.js';
import { type Flags, type FlagToken, isMissing, tokensOf } from '../shell/flags.js';

export interface ParsedArgs<Name extends ReportName = ReportName> {
  readonly report: Name;
  readonly route: QueryRoute<ReportAnswers[Name]>;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly path: PathValues;
  readonly json: boolean;
}

export const asksForHelp = (words: readonly string[]) => words.includes('--help') || words.includes('-h');

/** Loads only the named report's route. Errors: `unknown-report`, `item-needed`, `bad-parameter`. */
export async function parseReportArgs(words: readonly string[]): Promise<ParsedArgs> {
  const [name = '', ...rest] = words.filter((word) => word !== '--json');
  if (!isReport(name))
    throw wrongField(
      'unknown-report',
      'name',
      `Unknown report ${name}; known reports are ${Object.keys(REPORTS).join(', ')}`,
    );
  const { route } = await REPORTS[name]();
  const json = words.includes('--json');
  if (!takesItem(route)) return { report: name, route, query: queryFrom(name, rest), path: {}, json };
  const [ref, ...flags] = rest;
  if (ref === undefined || ref.startsWith('--'))
    throw new HttpProblem(
      'item-needed',
      `report ${name} needs the id or reference of an item: ${usageOf(name, route)}.`,
    );
  return { report: name, route, query: queryFrom(name, flags), path: { ref }, json };
}

export function usageOf(name: string, route: QueryRoute): string {
  return takesItem(route) ? `report ${name} <item>` : `report ${name}`;
}

const takesItem = ({ path }: QueryRoute) => path.includes(':ref');

/** Leaves unknown parameters to the query, which names the known ones. */
function queryFrom(report: string, words: readonly string[]): ParsedArgs['query'] {
  const given = new Map<string, string | string[]>();
  for (const token of tokensOf(words, flagsFrom(words))) {
    const [name, value] = parameterFrom(report, token);
    const before = given.get(name);
    given.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(given);
}

/** Treats every option as one with a value, since the report's parameters are not loaded here. */
function flagsFrom(words: readonly string[]): Flags {
  const names = words.flatMap((word) => /^--([^=]+)/.exec(word)?.[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, { value: '<value>', description: '' }]));
}

function parameterFrom(report: string, token: FlagToken): [string, string] {
  if (token.kind !== 'option') {
    const word = token.kind === 'positional' ? token.value : '--';
    throw new HttpProblem(
      'bad-parameter',
      `report ${report} takes options of the form --<parameter> <value>; remove ${word}.`,
    );
  }
  if (isMissing(token)) throw wrongField('bad-parameter', token.name, `${token.name} has no value`);
  return [token.name, token.value as string];
}
