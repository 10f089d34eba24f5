import type { StoreErrorCode } from '#errors/index.js';
import { StoreError } from '#event-store/index.js';
import { CommandFailure } from './failures.js';
import type { Commands } from './ports.js';
import type { Request, Result } from './request.js';

export type BatchOutcome =
  | { readonly result: Result; readonly failure?: undefined }
  | { readonly result?: undefined; readonly failure: unknown };

/** Reads one command of a batch. Errors: those of its body. */
export type ReadRequest = () => Request;

/** After these the rest of a batch is skipped: each command would wait for the same timeout. */
const TAKES_NOTHING: ReadonlySet<StoreErrorCode> = new Set([
  'store-unavailable',
  'store-closed',
  'read-only',
  'access-denied',
]);

/** Handles each command by itself, in order: one that fails keeps no other from being recorded. */
export async function handleEach(
  commands: Pick<Commands, 'handle'>,
  reads: readonly ReadRequest[],
): Promise<readonly BatchOutcome[]> {
  const outcomes: BatchOutcome[] = [];
  let away: BatchOutcome | undefined;
  for (const read of reads) {
    const outcome = away ?? (await outcomeOf(async () => commands.handle(read())));
    outcomes.push(outcome);
    const { failure } = outcome;
    if (failure instanceof StoreError && TAKES_NOTHING.has(failure.code)) away = outcome;
  }
  return outcomes;
}

/** Handles all or none, in one append. Errors: those of `handleTogether`. */
export async function handleAllOrNone(
  commands: Pick<Commands, 'handleTogether'>,
  reads: readonly ReadRequest[],
): Promise<readonly BatchOutcome[]> {
  const requests: Request[] = [];
  for (const [index, read] of reads.entries()) {
    try {
      requests.push(read());
    } catch (failure) {
      return noneRecorded(reads.length, index, failure);
    }
  }
  const together = await commands.handleTogether(requests);
  if (together.results) return together.results.map((result) => ({ result }));
  return noneRecorded(reads.length, together.failed, together.failure);
}

/** Derives a key from the batch's, so that a repeat is idempotent. A client's own key holds no space. */
export function keyInBatch(own: string | undefined, batch: string | undefined, index: number): string | undefined {
  return own ?? (batch === undefined ? undefined : `${batch} ${index}`);
}

async function outcomeOf(handle: () => Promise<Result>): Promise<BatchOutcome> {
  try {
    return { result: await handle() };
  } catch (failure) {
    return { failure };
  }
}

function noneRecorded(count: number, failed: number, failure: unknown): readonly BatchOutcome[] {
  const detail = `Nothing was recorded, because the batch is all or none and its command ${failed + 1} failed.`;
  const others = new CommandFailure('batch-not-recorded', detail, { failed });
  return Array.from({ length: count }, (_, index) => ({ failure: index === failed ? failure : others }));
}
