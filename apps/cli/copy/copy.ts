import { createHash } from 'node:crypto';
import { type EventStore, type ExpectedRevision, START, type StoredEvent } from '#event-store/index.js';
import { countedFromFirst, type withProgress } from '#platform/index.js';
import { type CopyComparison, type CopyPosition, compare, eventsAfter } from './compare.js';

export interface Copied {
  readonly events: number;
  readonly written: number;
  /** SHA-256 over all events in order: equal for all stores with the same ledger. */
  readonly hash: string;
}

export class CopyError extends Error {
  constructor(
    readonly code: 'no-ledger' | 'other-ledger' | 'target-ahead' | 'target-in-use' | 'copy-differs',
    message: string,
  ) {
    super(message);
    this.name = 'CopyError';
  }
}

interface Copying {
  readonly from: EventStore;
  readonly to: EventStore;
  readonly show: typeof withProgress;
  /** Checked between two appends. */
  readonly signal: AbortSignal;
}

/** Limits of one append: number of events, and characters of their data. */
const MOST_EVENTS = 100;
const MOST_TEXT = 200_000;

/**
 * Verifies existing and written events, and resumes an interrupted copy. Errors: `CopyError`, `StoreError`, the
 * signal's reason.
 */
export async function copyLedger({ from, to, show, signal }: Copying): Promise<Copied> {
  const head = await from.head();
  if (head === 0)
    throw new CopyError('no-ledger', 'The source store contains no ledger; name the store of an existing ledger.');
  const all = createHash('sha256');
  const compareFrom = (label: string, after: { from: CopyPosition; to: CopyPosition }) =>
    show(label, (progress) => {
      const counted = countedFromFirst(progress);
      return compare({ from, to }, after, ({ position }, hash) => {
        signal.throwIfAborted();
        all.update(hash);
        counted(position, head);
      });
    });
  const existing = await compareFrom('Comparing', { from: START, to: START });
  if (existing.next.to) throw targetDiffers(existing);
  const written = await show('Copying', async (progress) => {
    const counted = countedFromFirst(progress);
    let count = 0;
    for await (const run of runsAfter(from, existing.from)) {
      signal.throwIfAborted();
      await append(to, run);
      count += run.length;
      counted((run.at(-1) as StoredEvent).position, head);
    }
    return count;
  });
  const readBack = await compareFrom('Reading back', existing);
  if (readBack.events < written || readBack.next.to) throw contentDiffers(existing.events + readBack.events, readBack);
  return { events: existing.events + readBack.events, written, hash: all.digest('hex') };
}

/** Consecutive events of one stream, as many as fit one append. */
async function* runsAfter(store: EventStore, after: CopyPosition): AsyncGenerator<readonly StoredEvent[]> {
  let run: StoredEvent[] = [];
  let text = 0;
  for await (const event of eventsAfter(store, after)) {
    const length = JSON.stringify(event.data).length;
    const fits = run.length < MOST_EVENTS && text + length <= MOST_TEXT;
    if (run.length > 0 && (!fits || run[0]?.stream !== event.stream)) {
      yield run;
      run = [];
      text = 0;
    }
    run.push(event);
    text += length;
  }
  if (run.length > 0) yield run;
}

async function append(to: EventStore, run: readonly StoredEvent[]): Promise<void> {
  const [{ stream, revision }] = run as [StoredEvent];
  const expected: ExpectedRevision = revision === 0 ? 'noStream' : revision - 1;
  const events = run.map(({ id, type, data, metadata, salt }) => ({
    id,
    type,
    data,
    metadata,
    ...(salt !== undefined && { salt }),
  }));
  try {
    await to.append(stream, events, expected);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'wrong-expected-revision') throw error;
    const message = `Another process writes to the target: ${stream} changed during the copy. Stop that process, then copy into an empty store.`;
    throw new CopyError('target-in-use', message);
  }
}

function targetDiffers({ events, next }: CopyComparison): CopyError {
  if (events === 0)
    return new CopyError(
      'other-ledger',
      'The target contains another ledger; name an empty store or an earlier copy of this ledger.',
    );
  if (!next.from)
    return new CopyError(
      'target-ahead',
      `The target contains all ${events} events of the ledger and newer ones of its own. Nothing was copied; name an empty store.`,
    );
  return contentDiffers(events, { next });
}

function contentDiffers(events: number, { next }: Pick<CopyComparison, 'next'>): CopyError {
  const at = ({ stream, revision, id }: StoredEvent) => `${stream} revision ${revision} (${id})`;
  const [one, other] = [next.from, next.to].map((event) => (event ? at(event) : 'nothing'));
  return new CopyError(
    'copy-differs',
    `The stores differ after ${events} equal events: next is ${one} in the ledger, ${other} in the target. Copy into an empty store.`,
  );
}
