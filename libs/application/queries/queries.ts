import type { Instant } from '#domain/index.js';
import type { QueryDependencies } from './execute-query.js';

/** What the routes ask, and what those who listen on wait for. */
export interface Queries extends QueryDependencies {
  /** Waits until the read models move on from a position; false when they did not in time, or `ended` first. */
  moved(from: number, withinMs: number, ended: AbortSignal): Promise<boolean>;
  /** Since when the store has not answered, so that what came to be recorded since may be missing. */
  unreachableSince(): Instant | undefined;
}
