import type { Aggregate, Found, Kind, Lookup } from '#domain/kernel/decider.js';
import { LEDGER_STREAM } from '#domain/ledger/state.js';
import { isId, type References } from './references.js';
import type { StreamStates } from './stream-states.js';

/** Thrown by a lookup that was asked for what has not been loaded yet. */
class NotLoaded {
  constructor(
    readonly kinds: readonly Kind[],
    readonly ref: string,
  ) {}
}

/** Finds items of the ledger by id or reference, in the streams themselves. */
export function itemFinder(
  aggregates: Readonly<Partial<Record<Kind, Aggregate>>>,
  states: StreamStates,
  references: References,
) {
  /** The item, or undefined; where it is found by id, `kinds` says which streams to try. */
  return async function find(kinds: readonly Kind[], ref: string): Promise<Found | undefined> {
    const isLedger = kinds.includes('ledger') && ref === LEDGER_STREAM;
    const claim = isLedger || isId(ref) ? undefined : await references.find(ref);
    if (claim && !kinds.includes(claim.kind)) return undefined;
    if (!claim && !isId(ref) && !isLedger) return undefined;
    const id = claim?.id ?? ref.toLowerCase();
    for (const kind of claim ? [claim.kind] : kinds) {
      const aggregate = aggregates[kind];
      const stream = aggregate && (await states.current(aggregate, streamName(kind, id)));
      if (stream)
        return { kind, id, reference: (stream.state as { reference: string }).reference, state: stream.state };
    }
    return undefined;
  };
}

export type FindItem = ReturnType<typeof itemFinder>;

export function streamName(kind: Kind, id: string): string {
  return kind === 'ledger' ? LEDGER_STREAM : `${kind}-${id}`;
}

/**
 * Runs a pure function with a lookup: when it asks for what is not loaded, loads it and runs it again.
 * Each item is read once, so a run sees one answer for one question.
 */
export async function withLookup<Result>(find: FindItem, run: (lookup: Lookup) => Result): Promise<Result> {
  const loaded = new Map<string, Found | undefined>();
  const ask = (kinds: readonly Kind[], ref: string) => {
    const key = `${kinds.join()} ${ref}`;
    if (!loaded.has(key)) throw new NotLoaded(kinds, ref);
    return loaded.get(key);
  };
  const lookup: Lookup = {
    find: <State>(kind: Kind, ref: string) => ask([kind], ref) as Found<State> | undefined,
    findAny: (ref) => ask(['action', 'milestone', 'target', 'decision', 'programme', 'group', 'meeting', 'party'], ref),
  };
  for (;;) {
    try {
      return run(lookup);
    } catch (missing) {
      if (!(missing instanceof NotLoaded)) throw missing;
      loaded.set(`${missing.kinds.join()} ${missing.ref}`, await find(missing.kinds, missing.ref));
    }
  }
}
