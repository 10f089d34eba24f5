import type { Instant } from '#domain/index.js';
import type { QueryDependencies } from './execute-query.js';

export interface Queries extends QueryDependencies {
  moved(from: number, withinMs: number, ended: AbortSignal): Promise<boolean>;
  /** Answers may lack events that were recorded since this instant. */
  unreachableSince(): Instant | undefined;
}
