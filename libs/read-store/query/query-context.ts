import type { Kysely } from 'kysely';
import type { Schema } from '../tables/schema.js';
import type { Moment } from './moment.js';
import type { Viewer } from './visibility.js';

export interface QueryContext {
  readonly db: Kysely<Schema>;
  readonly moment: Moment;
  readonly reader: Viewer;
}

export interface CountedPage<Shown> extends Page<Shown> {
  /** Null where more match than are counted. */
  readonly total: number | null;
}

export interface Page<Shown> {
  readonly items: readonly Shown[];
  readonly nextCursor: string | null;
  readonly asOf: Moment['asOf'];
}
