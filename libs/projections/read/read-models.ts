import { Kysely, SqliteDialect } from 'kysely';
import type { Schema } from '../model/schema.js';
import { openForQueries } from '../sqlite/database.js';
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
    asked: MomentAsked & { readonly now: string },
    reader: Reader,
    answer: (view: View) => Promise<Answer>,
  ): Promise<Answer>;
  close(): Promise<void>;
}

export function openReadModels(file: string): ReadModels {
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: openForQueries(file) }) });
  return {
    read: (asked, reader, answer) =>
      db.transaction().execute(async (snapshot) => {
        const moment = await resolveMoment(snapshot, asked, asked.now);
        return answer({ db: snapshot, moment, reader });
      }),
    close: () => db.destroy(),
  };
}
