import { type Kysely, type RawBuilder, type SqlBool, SqliteAdapter, sql } from '#platform/index.js';
import { PASSAGE_WORDS } from '../tables/ddl.js';
import type { Schema } from '../tables/schema.js';

/** What passages must hold; each word of letters and digits, as `searchWords` makes them, or a marker. */
export interface WordsWanted {
  readonly all: readonly string[];
  readonly beginning?: string;
  readonly none: readonly string[];
  readonly phrases: readonly (readonly string[])[];
}

/** A FROM clause and a condition for the passages `p` that hold the words, the only part that differs by engine. */
export interface Matching {
  readonly from: RawBuilder<unknown>;
  readonly condition: RawBuilder<SqlBool>;
  readonly id: RawBuilder<number>;
}

export function matchingPassages(db: Kysely<Schema>, wanted: WordsWanted): Matching {
  const phrases = wanted.phrases.map((phrase) => sql<SqlBool>`' ' || p.words || ' ' like ${`% ${phrase.join(' ')} %`}`);
  const { from, condition, id } =
    db.getExecutor().adapter instanceof SqliteAdapter ? inSqlite(wanted) : inPostgres(wanted);
  return { from, condition: sql<SqlBool>`${sql.join([condition, ...phrases], sql` and `)}`, id };
}

/** The cross join and the id of the index make SQLite read matches newest first, and stop at the limit. */
function inSqlite({ all, beginning, none }: WordsWanted): Matching {
  const words = [...all.map((word) => `"${word}"`), ...(beginning === undefined ? [] : [`"${beginning}"*`])];
  const match = [`(${words.join(' AND ')})`, ...none.map((word) => `"${word}"`)].join(' NOT ');
  return {
    from: sql`search as m cross join passages as p`,
    condition: sql<SqlBool>`m.search match ${match} and p.id = m.rowid`,
    id: sql`m.rowid`,
  };
}

function inPostgres({ all, beginning, none }: WordsWanted): Matching {
  const words = [
    ...all.map((word) => `'${word}'`),
    ...(beginning === undefined ? [] : [`'${beginning}':*`]),
    ...none.map((word) => `!'${word}'`),
  ];
  return {
    from: sql`passages as p`,
    condition: sql<SqlBool>`${sql.raw(PASSAGE_WORDS.replace('words', 'p.words'))} @@ ${words.join(' & ')}::tsquery`,
    id: sql`p.id`,
  };
}
