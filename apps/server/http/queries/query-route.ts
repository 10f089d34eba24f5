import type { Role } from '#domain/kernel/roles.js';
import { READS } from '#domain/kernel/roles.js';
import type { View } from '#projections/read/view.js';
import { decodeCursor, type Cursor } from '#projections/read/cursor.js';
import { moment, type Parameter, type Parameters, position, type ValuesOf, whole } from './parameters.js';

/** The moment that every question may name: what was known when, and what was true when. */
export const MOMENT = {
  knownAt: moment('Answers with what was known at this instant.'),
  asOfPosition: position('Answers with what was known at this position of the ledger.'),
  effectiveAt: moment('Answers with what was true at this instant, by what was known.'),
  minPosition: position('Waits until the read models have come to this position, as a command answered it.'),
} as const;

/** Which part of a list is wanted. */
export const PAGE = {
  limit: whole('How many items at most; 50 unless stated.', 1, 100),
  cursor: {
    description: 'The nextCursor of the page before.',
    schema: { type: 'string', maxLength: 2000 },
    expected: 'the nextCursor of the page before',
    read: (text) => (text.length <= 2000 ? decodeCursor(text) : undefined),
  } satisfies Parameter<Cursor>,
} as const;

export interface PageAsked {
  readonly limit: number;
  readonly cursor?: Cursor;
}

/** A question that the API answers from the read models. */
export interface QueryRoute {
  /** Below /api, `actions/:ref`. */
  readonly path: string;
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly parameters: Parameters;
  /** The JSON Schema of the answer. */
  readonly answers: object;
  /** The answer, or undefined where there is no such item. */
  run(view: View, asked: ValuesOf<Parameters>, path: Readonly<Record<string, string>>): Promise<object | undefined>;
}

interface ListRoute<P extends Parameters> {
  readonly path: string;
  readonly summary: string;
  readonly roles?: readonly Role[];
  readonly filters: P;
  readonly answers: object;
  list(view: View, filter: ValuesOf<P>, page: PageAsked, path: Readonly<Record<string, string>>): Promise<object | undefined>;
}

/** A route that answers with pages: its filters, `limit` and `cursor`, and the moment. */
export function listRoute<const P extends Parameters>({ filters, list, roles = READS, ...route }: ListRoute<P>): QueryRoute {
  return {
    ...route,
    roles,
    parameters: { ...filters, ...PAGE, ...MOMENT },
    run(view, asked, path) {
      const filter = Object.fromEntries(Object.entries(asked).filter(([name]) => Object.hasOwn(filters, name)));
      const { limit = 50, cursor } = asked as ValuesOf<typeof PAGE>;
      return list(view, filter as ValuesOf<P>, { limit, cursor }, path);
    },
  };
}

interface ItemRoute {
  readonly path: string;
  readonly summary: string;
  readonly answers: object;
  find(view: View, idOrReference: string): Promise<object | undefined>;
}

/** A route that answers with one item, by id or reference. */
export function itemRoute({ find, ...route }: ItemRoute): QueryRoute {
  return { ...route, roles: READS, parameters: MOMENT, run: (view, _asked, { ref = '' }) => find(view, ref) };
}
