import { addDays, type Instant, isInstant, startOfDay } from '#domain/index.js';
import { hasCode } from '#errors/index.js';
import { inSpan, measure, SPANS } from '#platform/index.js';
import {
  type Cursor,
  pinnedQuery,
  type QueryContext,
  ReadError,
  type ReadModels,
  requireItem,
  type TemporalQuery,
  type Viewer,
} from '#read-store/index.js';
import { HttpProblem, wrongField } from '../problems/problem.js';
import { notFound } from './not-found.js';
import { type Parameters, readParameters } from './parameters.js';
import type { NameDirectory, PathValues, QueryRoute } from './query-route.js';

/** What questions are asked of: the read models, how far they have come, and the names of persons. */
export interface QueryDependencies {
  readonly read: ReadModels['read'];
  readonly directory: NameDirectory;
  /** Waits until the read models stand at a position; false when they did not come to it in time. */
  reached(position: number): Promise<boolean>;
  position(): number;
  /** Where the ledger itself stands; undefined where it cannot be asked. */
  head(): Promise<number | undefined>;
  /** Waits until nothing more is recorded at or before an instant and the read models hold what is. */
  settle(until: Instant): Promise<void>;
}

/**
 * Answers a question: the one way for HTTP and the command line. Fails with a problem that names the parameter, with
 * `item-not-found`, with `position-ahead`, with `read-models-behind`, and as `ReadModels.read` does.
 */
export async function executeQuery(
  of: QueryDependencies,
  route: QueryRoute,
  query: unknown,
  path: PathValues,
  reader: Viewer,
): Promise<object> {
  const began = performance.now();
  const found = await inSpan(SPANS.query, { route: route.path }, () => answer(of, route, query, path, reader));
  const { report } = route;
  if (report !== undefined) measure('reportSeconds', (performance.now() - began) / 1_000, { report });
  return found;
}

async function answer(
  of: QueryDependencies,
  route: QueryRoute,
  query: unknown,
  path: PathValues,
  reader: Viewer,
): Promise<object> {
  const asked = readParameters(route.parameters, query);
  const { minPosition, cursor, ...rest } = asked as TemporalQuery & { minPosition?: number; cursor?: Cursor };
  const now = new Date().toISOString();
  refuseFuture(asked, now);
  refuseReversed(asked);
  if (minPosition !== undefined && minPosition > of.position()) await requireReached(of, minPosition);
  const moment = { ...pinnedQuery(rest, cursor), now };
  const found = await readSettled(of, moment, reader, async (view) => {
    await requireItems(view, route.parameters, asked);
    return route.run(view, asked, path, of.directory);
  });
  if (!found) throw notFound(route, path);
  return found;
}

const NEVER_SETTLED: Instant = '0000-01-01T00:00:00.000Z';

/** Reads; where the answer could still change, waits until it cannot and reads again. */
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

/** Fails where a parameter names an item that there is not, or that the reader may not see. */
async function requireItems(view: QueryContext, parameters: Parameters, asked: object): Promise<void> {
  for (const [name, value] of Object.entries(asked)) {
    const kind = parameters[name]?.names;
    if (kind) await requireItem(view, kind, String(value), name);
  }
}

function refuseFuture(asked: Readonly<Record<string, unknown>>, now: string): void {
  for (const name of ['knownAt', 'effectiveAt', 'since', 'until']) {
    const value = asked[name];
    // A date stands for the end of its day, which may be still to come on the day itself; nothing is there since then.
    const ahead = name === 'since' ? 0 : 86_400_000;
    if (isInstant(value) && Date.parse(value) - Date.parse(now) > ahead) {
      const message = `${name} lies in the future, of which nothing is known yet; give a moment that has been (a date stands for the end of its day)`;
      throw wrongField('moment-in-the-future', name, message);
    }
  }
}

/** A span that ends before it begins holds nothing, which is nobody's question. */
function refuseReversed({ from, to }: { readonly from?: unknown; readonly to?: unknown }): void {
  if (typeof from !== 'string' || typeof to !== 'string') return;
  const begins = isInstant(from) ? from : startOfDay(from);
  const ends = isInstant(to) ? to : startOfDay(addDays(to, 1));
  if (Date.parse(begins) >= Date.parse(ends) && from !== to)
    throw wrongField('bad-moment', 'from', `from ${from} comes after to ${to}; give the earlier one as from`);
}

/** Waits for a position that the ledger has; one that it has not come to is none of its own. */
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
