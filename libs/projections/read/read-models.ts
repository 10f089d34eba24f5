import { type Dialect, Kysely } from 'kysely';
import type { Instant } from '#domain/kernel/calendar.js';
import type { Schema } from '../model/schema.js';
import { readerDialect } from '../sqlite/dialect.js';
import { type MomentAsked, resolveMoment } from './moment.js';
import type { View } from './view.js';
import type { Reader } from './visible.js';

/** The read models of one store. */
export interface ReadModels {
  /**
   * Answers from one consistent snapshot, as of the moment asked about. `now` is the moment of asking.
   * Errors: those of `resolveMoment`.
   */
  read<Answer>(
    asked: MomentAsked & { readonly now: Instant },
    reader: Reader,
    answer: (view: View) => Promise<Answer>,
  ): Promise<Answer>;
  /** Goes on with another file: questions asked before are answered from the one before. */
  use(file: string): void;
  close(): Promise<void>;
}

/** Opens a read-model file for questions; they never write, and run beside its projector. */
export function openReadModels(file: string, dialectOf: (file: string) => Dialect = readerDialect): ReadModels {
  const opened = (name: string): Opened => ({
    db: new Kysely<Schema>({ dialect: dialectOf(name) }),
    questions: new Set(),
  });
  let serving = opened(file);
  const leaving = new Set<Promise<void>>();

  return {
    async read(asked, reader, answer) {
      const { db, questions } = serving;
      const answered = db
        .transaction()
        .execute(async (snapshot) =>
          answer({ db: snapshot, moment: await resolveMoment(snapshot, asked, asked.now), reader }),
        );
      questions.add(answered);
      try {
        return await answered;
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

/** Closes a file when the last question asked of it is answered. */
async function closed({ db, questions }: Opened): Promise<void> {
  await Promise.allSettled(questions);
  await db.destroy();
}
