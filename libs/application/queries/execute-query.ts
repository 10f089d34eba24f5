import { addDays, type CalendarDate, type Instant, isInstant, startOfDay } from '#domain/index.js';
import { hasCode } from '#errors/index.js';
import { inSpan, measure, SPANS } from '#platform/index.js';
import { momentOfMeeting, NAMED_IN_HISTORIES, namesIn } from '#read-models/index.js';
import {
  badCursor,
  type Cursor,
  pinnedQuery,
  type QueryContext,
  ReadError,
  type ReadModels,
  refuseTwoMoments,
  requireItem,
  resolveMoment,
  type TemporalQuery,
  type Viewer,
} from '#read-store/index.js';
import { HttpProblem, wrongField } from '../problems/problem.js';
import { notFound } from './not-found.js';
import { type Parameters, readParameters, type ValuesOf } from './parameters.js';
import { MOMENT, type NameDirectory, PAGE, type PathValues, type QueryRoute, type WithNames } from './query-route.js';

export interface QueryDependencies {
  readonly read: ReadModels['read'];
  readonly directory: NameDirectory;
  reached(position: number): Promise<boolean>;
  position(): number;
  head(): Promise<number | undefined>;
  settle(until: Instant): Promise<void>;
}

/**
 * HTTP and the command line both query through here. Errors: invalid parameter, `item-not-found`, `position-ahead`,
 * `read-models-behind`, and those of `ReadModels.read`.
 */
export async function executeQuery<Answer extends object>(
  of: QueryDependencies,
  route: QueryRoute<Answer>,
  query: unknown,
  path: PathValues,
  reader: Viewer,
): Promise<WithNames<Answer>> {
  return measured(route, () => {
    const asked = readParameters(route.parameters, query);
    return inMoment(of, asked, reader, (view) => answer(of, view, route, asked, path));
  });
}

/** Asks a route of the snapshot's moment; `query` holds its other parameters as they stand in an address. */
export type Ask = <Answer extends object>(
  route: QueryRoute<Answer>,
  query?: unknown,
  path?: PathValues,
) => Promise<WithNames<Answer>>;

const SNAPSHOT = { ...MOMENT, cursor: PAGE.cursor };

/**
 * Asks several routes about one moment, all from one snapshot. A `cursor` pins the moment as it does in a list. The
 * work may run again where the moment has to settle first. Errors: those of `executeQuery`.
 */
export async function executeInSnapshot<Result>(
  of: QueryDependencies,
  moment: unknown,
  reader: Viewer,
  work: (ask: Ask, day: CalendarDate) => Promise<Result>,
): Promise<Result> {
  return inMoment(of, readParameters(SNAPSHOT, moment), reader, (view) => {
    const ask: Ask = (route, query = {}, path = {}) =>
      measured(route, () => {
        const asked = readParameters(withoutMoment(route.parameters), query);
        refuseImpossible(asked, new Date().toISOString());
        requireSameMoment(view, asked);
        return answer(of, view, route, asked, path);
      });
    return work(ask, view.moment.day);
  });
}

async function measured<Answer>(
  { path, report }: Pick<QueryRoute, 'path' | 'report'>,
  asked: () => Promise<Answer>,
): Promise<Answer> {
  const began = performance.now();
  const found = await inSpan(SPANS.query, { route: path }, async () => asked());
  if (report !== undefined) measure('reportSeconds', (performance.now() - began) / 1_000, { report });
  return found;
}

type Asked = ValuesOf<Parameters>;

interface AskedMoment extends TemporalQuery {
  readonly minPosition?: number;
  readonly cursor?: Cursor;
  readonly asOfMeeting?: string;
}

/** Resolves the moment of the parameters and opens its snapshot. */
async function inMoment<Answer>(
  of: QueryDependencies,
  asked: Asked,
  reader: Viewer,
  work: (view: QueryContext) => Promise<Answer>,
): Promise<Answer> {
  const { minPosition, cursor, asOfMeeting, ...rest } = asked as AskedMoment;
  const now = new Date().toISOString();
  refuseImpossible(asked, now);
  if (minPosition !== undefined && minPosition > of.position()) await requireReached(of, minPosition);
  if (cursor || asOfMeeting === undefined) return readSettled(of, { ...pinnedQuery(rest, cursor), now }, reader, work);
  refuseTwoMoments({ ...rest, asOfMeeting });
  return of.read({ now }, reader, async (view) => {
    const { effectiveAt } = rest;
    const shown = await momentOfMeeting(view, asOfMeeting, 'asOfMeeting');
    const about = effectiveAt === undefined ? shown : { ...shown, effectiveAt };
    return work({ ...view, moment: await resolveMoment(view.db, about, now) });
  });
}

async function answer<Answer extends object>(
  { directory }: QueryDependencies,
  view: QueryContext,
  route: QueryRoute<Answer>,
  asked: Asked,
  path: PathValues,
): Promise<WithNames<Answer>> {
  await requireItems(view, route.parameters, asked);
  const found = await route.run(view, asked, path, directory);
  if (!found) throw notFound(route, path);
  const kinds = route.namesItems ? NAMED_IN_HISTORIES : undefined;
  return { ...found, names: await namesIn(view, found, directory.namesOf, kinds) };
}

function withoutMoment(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !Object.hasOwn(MOMENT, name)));
}

/** Errors: `bad-cursor` for a page of another moment than the snapshot's. */
function requireSameMoment({ moment }: QueryContext, { cursor }: { readonly cursor?: Cursor }): void {
  if (!cursor) return;
  const { asOfPosition, effectiveAt, mark } = cursor.moment;
  const about = effectiveAt === undefined ? undefined : Date.parse(effectiveAt);
  if (asOfPosition !== moment.asOf.position || about !== moment.effectiveAt || mark !== moment.mark)
    throw badCursor(cursor);
}

const NEVER_SETTLED: Instant = '0000-01-01T00:00:00.000Z';

/** Reads again after settling when a later event could still change the answer. */
async function readSettled<Answer>(
  { read, settle }: QueryDependencies,
  moment: TemporalQuery & { readonly now: Instant },
  reader: Viewer,
  answer: (view: QueryContext) => Promise<Answer>,
): Promise<Answer> {
  for (let settledUntil = NEVER_SETTLED; ; ) {
    try {
      return await read({ ...moment, settledUntil }, reader, answer);
    } catch (error) {
      if (!(error instanceof ReadError) || !hasCode(error, 'not-settled')) throw error;
      settledUntil = error.fields.knownAt;
    }
    await settle(settledUntil);
  }
}

async function requireItems(view: QueryContext, parameters: Parameters, asked: object): Promise<void> {
  for (const [name, value] of Object.entries(asked)) {
    const kind = parameters[name]?.names;
    if (kind && !Object.hasOwn(MOMENT, name)) await requireItem(view, kind, String(value), name);
  }
}

function refuseImpossible(asked: object, now: Instant): void {
  refuseFuture({ ...asked }, now);
  refuseReversed({ ...asked });
}

function refuseFuture(asked: Readonly<Record<string, unknown>>, now: string): void {
  for (const name of ['knownAt', 'effectiveAt', 'since', 'until']) {
    const value = asked[name];
    // A date means the end of its day, which is in the future today; `since` means its start.
    const ahead = name === 'since' ? 0 : 86_400_000;
    if (isInstant(value) && Date.parse(value) - Date.parse(now) > ahead) {
      const message = `${name} is in the future; give a past moment (a date means the end of its day)`;
      throw wrongField('moment-in-the-future', name, message);
    }
  }
}

/** A reversed range is empty, so it is a mistake. */
function refuseReversed({ from, to }: { readonly from?: unknown; readonly to?: unknown }): void {
  if (typeof from !== 'string' || typeof to !== 'string') return;
  const begins = isInstant(from) ? from : startOfDay(from);
  const ends = isInstant(to) ? to : startOfDay(addDays(to, 1));
  if (Date.parse(begins) >= Date.parse(ends) && from !== to)
    throw wrongField('bad-moment', 'from', `from ${from} comes after to ${to}; give the earlier one as from`);
}

async function requireReached(of: QueryDependencies, minPosition: number): Promise<void> {
  const head = await of.head();
  if (head !== undefined && minPosition > head) {
    const detail = `minPosition ${minPosition} is ahead of the ledger, which stands at ${head}; give the position that a command of this ledger answered.`;
    throw new HttpProblem('position-ahead', detail, {
      minPosition,
      head,
      errors: [{ field: 'minPosition', message: detail }],
    });
  }
  if (!(await of.reached(minPosition))) throw behind(of, minPosition);
}

function behind(of: QueryDependencies, minPosition: number): HttpProblem {
  const position = of.position();
  const detail = `The read models stand at ${position}, not yet at ${minPosition}; ask again.`;
  return new HttpProblem('read-models-behind', detail, { position, minPosition, lag: minPosition - position });
}
