import { recorded } from '#commands/index.js';
import { commandAggregates, type ImportFact, type Recorded } from '#domain/index.js';
import { type EventStore, START } from '#event-store/index.js';
import type { OneImport } from './one-import.js';

const PAGE = 1_000;

/** Imports by their id, the oldest first. Each call reads only what was recorded since the one before. */
export function followImports(store: Pick<EventStore, 'readAll'>): () => Promise<ReadonlyMap<string, OneImport>> {
  const found = new Map<string, OneImport>();
  let after: Parameters<EventStore['readAll']>[0] = START;
  let last: Promise<unknown> = Promise.resolve();

  async function catchUp(): Promise<ReadonlyMap<string, OneImport>> {
    for (let end = false; !end; ) {
      const page = await store.readAll(after, PAGE, { streamPrefixes: ['import-'] });
      for (const stored of page.events) note(recorded(stored) as Recorded<ImportFact>, stored.position);
      after = page.checkpoint;
      end = page.end;
    }
    return new Map(found);
  }

  function note(event: Recorded<ImportFact>, position: number): void {
    const id = event.stream.slice('import-'.length);
    const before = found.get(id);
    const { recordedAt, actor } = event.metadata;
    found.set(id, {
      id,
      state: commandAggregates.import.evolve(before?.state, event),
      uploadedAt: before?.uploadedAt ?? recordedAt,
      ...(before?.started && { started: before.started }),
      ...(event.type === 'ImportStarted' && { started: { position, actor } }),
    });
  }

  return () => {
    const caughtUp = last.then(catchUp);
    last = caughtUp.catch(() => {});
    return caughtUp;
  };
}
