import type { Instant } from '#domain/kernel/calendar.js';
import { Kysely } from '#platform/kysely.js';
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
    asked: TemporalQuery & { readonly now: Instant },
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
    questions: new Set(),
  });
  let serving = opened(name);
  const leaving = new Set<Promise<void>>();

  return {
    async read(asked, reader, answer) {
      const { db, questions } = serving;
      const answered = store.withSnapshot(db, async (snapshot) =>
        answer({ db: snapshot, moment: await resolveMoment(snapshot, asked, asked.now), reader }),
      );
      questions.add(answered);
      try {
        return await answered;
      } catch (error) {
        throw store.explain(error);
      } finally {
        questions.delete(answered);
      }
    },
    use(next) {
      const left = closed(serving).finally(() => leaving.delete(left));
      leaving.add(left);
      serving = opened(next);
    },
    async close() {
      await Promise.all([...leaving, closed(serving)]);
    },
  };
}

interface Opened {
  readonly db: Kysely<Schema>;
  readonly questions: Set<Promise<unknown>>;
}

async function closed({ db, questions }: Opened): Promise<void> {
  await Promise.allSettled(questions);
  await db.destroy();
}
