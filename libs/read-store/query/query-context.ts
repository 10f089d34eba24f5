import type { Kysely } from 'kysely';
import type { Schema } from '../tables/schema.js';
import type { Moment } from './moment.js';
import type { Viewer } from './visibility.js';

/** What a query is given: one consistent snapshot of the read models, the moment asked about, and who asks. */
export interface QueryContext {
  readonly db: Kysely<Schema>;
  readonly moment: Moment;
  readonly reader: Viewer;
}

/** A page of a list. */
export interface Page<Shown> {
  readonly items: readonly Shown[];
  readonly nextCursor: string | null;
  readonly asOf: Moment['asOf'];
}
