import type { Instant } from '#domain/kernel/calendar.js';
import { Kysely } from '#platform/kysely.js';
import type { Schema } from '../model/schema.js';
import type { ReadStore } from '../runtime/read-store.js';
import { type MomentAsked, resolveMoment } from './moment.js';
import type { View } from './view.js';
import type { Reader } from './visible.js';

/** Read models, to be asked. */
export interface ReadModels {
  /**
   * Answers from one consistent snapshot, as of the moment asked about. `now` is the moment of asking.
   * Errors: those of `resolveMoment`; `read-models-unavailable` and `question-too-long` where a database says so.
   */
  read<Answer>(
    asked: MomentAsked & { readonly now: Instant },
    reader: Reader,
    answer: (view: View) => Promise<Answer>,
  ): Promise<Answer>;
  /** Goes on with others: questions asked before are answered from those before. */
  use(name: string): void;
  close(): Promise<void>;
}

/** Opens read models by name for questions; they never write, and run beside their projector. */
export function openReadModels(name: string, store: Pick<ReadStore, 'dialect' | 'question' | 'explain'>): ReadModels {
  const opened = (which: string): Opened => ({
    db: new Kysely<Schema>({ dialect: store.dialect(which) }),
    questions: new Set(),
  });
  let serving = opened(name);
  const leaving = new Set<Promise<void>>();

  return {
    async read(asked, reader, answer) {
      const { db, questions } = serving;
      const answered = store.question(db, async (snapshot) =>
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

/** Closes read models when the last question asked of them is answered. */
async function closed({ db, questions }: Opened): Promise<void> {
  await Promise.allSettled(questions);
  await db.destroy();
}
