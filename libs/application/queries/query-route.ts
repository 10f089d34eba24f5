import { READS, type Role } from '#domain/index.js';

import {
  AS_OF,
  type Cursor,
  decodeCursor,
  type JsonSchema,
  type PageRequest,
  type QueryContext,
} from '#read-store/index.js';

import { moment, type Parameter, type Parameters, position, type ValuesOf, whole } from './parameters.js';

const MOMENT = {
  knownAt: moment('Answers with what was known at this instant.'),
  asOfPosition: position('Answers with what was known at this position of the ledger.'),
  effectiveAt: moment('Answers with what was true at this instant, by what was known.'),
  minPosition: position('Waits until the read models have come to this position, as a command answered it.'),
} as const;

export const PAGE = {
  limit: whole('How many items at most; 50 unless stated.', 1, 100),
  cursor: {
    description: 'The nextCursor of the page before.',
    schema: { type: 'string', maxLength: 2000 },
    expected: 'the nextCursor of the page before',
    read: (text) => (text.length <= 2000 ? decodeCursor(text) : undefined),
  } satisfies Parameter<Cursor>,
} as const;

export interface NameDirectory {
  namesOf(parties: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export type PathValues = Readonly<Record<string, string>>;

export interface QueryRoute {
  readonly path: string;
  readonly summary: string;
  readonly report?: string;
  readonly roles: readonly Role[];
  readonly parameters: Parameters;
  readonly answers: object;
  run(
    view: QueryContext,
    asked: ValuesOf<Parameters>,
    path: PathValues,
    directory: NameDirectory,
  ): Promise<object | undefined>;
}

interface ListRoute<P extends Parameters> {
  readonly path: string;
  readonly summary: string;
  readonly report?: string;
  readonly roles?: readonly Role[];
  readonly filters: P;
  readonly answers: object;
  list(
    view: QueryContext,
    filter: ValuesOf<P>,
    page: PageRequest,
    directory: NameDirectory,
    ref: string,
  ): Promise<object | undefined>;
}

export function listRoute<const P extends Parameters>({
  filters,
  list,
  roles = READS,
  ...route
}: ListRoute<P>): QueryRoute {
  return {
    ...route,
    roles,
    parameters: { ...filters, ...PAGE, ...MOMENT },
    run(view, asked, { ref = '' }, directory) {
      const { limit = 50, cursor } = asked as ValuesOf<typeof PAGE>;
      return list(view, onlyThose(filters, asked), { limit, cursor }, directory, ref);
    },
  };
}

interface ReportRoute<P extends Parameters> {
  readonly path: string;
  readonly summary: string;
  readonly report: string;
  readonly asks: P;
  readonly answers: object;
  make(view: QueryContext, asked: ValuesOf<P>, directory: NameDirectory, ref: string): Promise<object | undefined>;
}

export function reportRoute<const P extends Parameters>({ asks, make, ...route }: ReportRoute<P>): QueryRoute {
  return {
    ...route,
    roles: READS,
    parameters: { ...asks, ...MOMENT },
    run: (view, asked, { ref = '' }, directory) => make(view, onlyThose(asks, asked), directory, ref),
  };
}

function onlyThose<P extends Parameters>(parameters: P, asked: object): ValuesOf<P> {
  return Object.fromEntries(Object.entries(asked).filter(([name]) => Object.hasOwn(parameters, name))) as ValuesOf<P>;
}

interface ItemRoute {
  readonly path: string;
  readonly summary: string;
  readonly report?: string;
  readonly answers: JsonSchema;
  find(view: QueryContext, idOrReference: string, directory: NameDirectory): Promise<object | undefined>;
}

export function itemRoute({ find, answers, ...route }: ItemRoute): QueryRoute {
  const { properties, required } = answers as { properties: object; required: readonly string[] };
  return {
    ...route,
    roles: READS,
    parameters: MOMENT,
    answers: { ...answers, properties: { ...properties, asOf: AS_OF }, required: [...required, 'asOf'] },
    async run(view, _asked, { ref = '' }, directory) {
      const found = await find(view, ref, directory);
      return found && { ...found, asOf: view.moment.asOf };
    },
  };
}
