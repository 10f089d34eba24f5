import type { StoreErrorCode } from '#errors/index.js';
import { StoreError } from '#event-store/index.js';
import { CommandFailure } from './failures.js';
import type { Commands } from './ports.js';
import type { Request, Result } from './request.js';

export type BatchOutcome =
  | { readonly result: Result; readonly failure?: undefined }
  | { readonly result?: undefined; readonly failure: unknown };

/** A command of a batch; throws what is wrong with it before it is handled, such as an invalid body. */
export type ReadRequest = () => Request;

/** Where the store takes nothing, the rest of a batch is not tried: each would wait as long as the first. */
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

/** Whoever sends a batch again under its key gives each command the key that it had; no key of a client has a space. */
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
