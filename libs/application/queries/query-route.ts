import { READS, type Role } from '#domain/index.js';
import { NAMES, type Names } from '#read-models/index.js';
import {
  type AnswerOf,
  type AnswerSchema,
  AS_OF,
  type Cursor,
  decodeCursor,
  extended,
  type ObjectSchema,
  type PageRequest,
  type QueryContext,
} from '#read-store/index.js';
import { item, moment, type Parameter, type Parameters, position, type ValuesOf, whole } from './parameters.js';

/** Which moment a question is about. */
export const MOMENT = {
  knownAt: moment('Answers with what was known at this instant.'),
  asOfPosition: position('Answers with what was known at this position of the ledger.'),
  asOfNumber: whole('Answers with what was known when the event of this number was the last.', 0, 1_000_000_000),
  asOfMeeting: item('meeting', 'Answers with what this meeting was shown: what its pack was made of.'),
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

/** An answer as it is sent, with the names of what it mentions. */
export type WithNames<Answer> = Answer & { readonly names: Names };

/** A question that the API answers from the read models. */
export interface QueryRoute<out Answer extends object = object> {
  /** Below /api, `actions/:ref`. */
  readonly path: string;
  readonly summary: string;
  readonly report?: string;
  readonly roles: readonly Role[];
  /** True where its answers speak of actions, milestones, targets or decisions by reference alone. */
  readonly namesItems?: boolean;
  readonly parameters: Parameters;
  readonly answers: AnswerSchema<WithNames<Answer>>;
  /** The answer without its names, or undefined where there is no such item. */
  run(
    view: QueryContext,
    asked: ValuesOf<Parameters>,
    path: PathValues,
    directory: NameDirectory,
  ): Promise<Answer | undefined>;
}

interface ListRoute<P extends Parameters, Answer> {
  /** Below /api; what stands for `:ref` comes as \`ref\`. */
  readonly path: string;
  readonly summary: string;
  readonly report?: string;
  readonly roles?: readonly Role[];
  readonly namesItems?: boolean;
  readonly filters: P;
  readonly answers: ObjectSchema<Answer>;
  list(
    view: QueryContext,
    filter: ValuesOf<P>,
    page: PageRequest,
    directory: NameDirectory,
    ref: string,
  ): Promise<NoInfer<Answer> | undefined>;
}

/** A route that answers with pages: its filters, `limit` and `cursor`, and the moment. */
export function listRoute<const P extends Parameters, Answer extends object>({
  filters,
  list,
  roles = READS,
  answers,
  ...route
}: ListRoute<P, Answer>): QueryRoute<Answer> {
  return {
    ...route,
    roles,
    answers: withNames(answers),
    parameters: { ...filters, ...PAGE, ...MOMENT },
    run(view, asked, { ref = '' }, directory) {
      const { limit = 50, cursor } = asked as ValuesOf<typeof PAGE>;
      return list(view, onlyThose(filters, asked), { limit, cursor }, directory, ref);
    },
  };
}

interface ReportRoute<P extends Parameters, Answer> {
  readonly path: string;
  readonly summary: string;
  readonly report: string;
  readonly namesItems?: boolean;
  readonly asks: P;
  readonly answers: ObjectSchema<Answer>;
  make(
    view: QueryContext,
    asked: ValuesOf<P>,
    directory: NameDirectory,
    ref: string,
  ): Promise<NoInfer<Answer> | undefined>;
}

/** A route that answers with one report about a moment. */
export function reportRoute<const P extends Parameters, Answer extends object>({
  asks,
  make,
  answers,
  ...route
}: ReportRoute<P, Answer>): QueryRoute<Answer> {
  return {
    ...route,
    roles: READS,
    answers: withNames(answers),
    parameters: { ...asks, ...MOMENT },
    run: (view, asked, { ref = '' }, directory) => make(view, onlyThose(asks, asked), directory, ref),
  };
}

const withNames = <Answer>(answers: ObjectSchema<Answer>) => extended(answers, { names: NAMES });

function onlyThose<P extends Parameters>(parameters: P, asked: object): ValuesOf<P> {
  return Object.fromEntries(Object.entries(asked).filter(([name]) => Object.hasOwn(parameters, name))) as ValuesOf<P>;
}

interface ItemRoute<Answer> {
  readonly path: string;
  readonly summary: string;
  readonly report?: string;
  readonly namesItems?: boolean;
  readonly answers: ObjectSchema<Answer>;
  /** `named` is the part of the path that names the item: its id, reference or number. */
  find(view: QueryContext, named: string, directory: NameDirectory): Promise<NoInfer<Answer> | undefined>;
}

/** A route that answers with one item, by id or reference, and the moment that it is of. */
export function itemRoute<Answer extends object>({
  find,
  answers,
  ...route
}: ItemRoute<Answer>): QueryRoute<Answer & { readonly asOf: AnswerOf<typeof AS_OF> }> {
  return {
    ...route,
    roles: READS,
    parameters: MOMENT,
    answers: withNames(extended(answers, { asOf: AS_OF })),
    async run(view, _asked, { ref, number = '' }, directory) {
      const found = await find(view, ref ?? number, directory);
      return found && { ...found, asOf: view.moment.asOf };
    },
  };
}

/** The answer of a question, as its route types it. */
export type AnswerTo<R> = R extends QueryRoute<infer Answer> ? Answer : never;
