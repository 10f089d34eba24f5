import type { Instant } from '#domain/index.js';
import { Kysely } from '#platform/index.js';
import { resolveMoment, type TemporalQuery } from '../query/moment.js';
import type { QueryContext } from '../query/query-context.js';
import type { Viewer } from '../query/visibility.js';
import type { Schema } from '../tables/schema.js';
import type { ReadStore } from './read-store.js';

export interface ReadModels {
  /**
   * Answers from one snapshot. `now` is the time of the request.
   * Errors: those of `resolveMoment`; `read-models-unavailable` and `question-too-long` from a database.
   */
  read<Answer>(
    query: TemporalQuery & { readonly now: Instant },
    reader: Viewer,
    answer: (view: QueryContext) => Promise<Answer>,
  ): Promise<Answer>;
  use(name: string): void;
  close(): Promise<void>;
}

export function openReadModels(
  name: string,
  store: Pick<ReadStore, 'dialect' | 'withSnapshot' | 'explain'>,
): ReadModels {
  const opened = (which: string): Opened => ({
    db: new Kysely<Schema>({ dialect: store.dialect(which) }),
    queries: new Set(),
  });
  let serving = opened(name);
  const closing = new Set<Promise<void>>();

  return {
    async read(query, reader, answer) {
      const { db, queries } = serving;
      const answered = store.withSnapshot(db, async (snapshot) =>
        answer({ db: snapshot, moment: await resolveMoment(snapshot, query, query.now), reader }),
      );
      queries.add(answered);
      try {
        return await answered;
      } catch (error) {
        throw store.explain(error);
      } finally {
        queries.delete(answered);
      }
    },
    use(next) {
      const closingOld = closeWhenIdle(serving).finally(() => closing.delete(closingOld));
      closing.add(closingOld);
      serving = opened(next);
    },
    async close() {
      await Promise.all([...closing, closeWhenIdle(serving)]);
    },
  };
}

interface Opened {
  readonly db: Kysely<Schema>;
  readonly queries: Set<Promise<unknown>>;
}

async function closeWhenIdle({ db, queries }: Opened): Promise<void> {
  await Promise.allSettled(queries);
  await db.destroy();
}
