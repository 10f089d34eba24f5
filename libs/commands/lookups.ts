import {
  type Aggregate,
  type CalendarDate,
  type Kind,
  type Lookup,
  type LookupResult,
  type NextMeeting,
  streamName,
} from '#domain/index.js';
import { isId, type ReferenceClaims } from './references.js';
import type { StreamStates } from './stream-states.js';

class NotLoaded {
  constructor(
    readonly key: string,
    readonly load: () => Promise<unknown>,
  ) {}
}

export function itemFinder(
  aggregates: Readonly<Partial<Record<Kind, Aggregate>>>,
  states: StreamStates,
  references: ReferenceClaims,
) {
  return async function find(kinds: readonly Kind[], ref: string): Promise<LookupResult | undefined> {
    const isOnlyOne = kinds.some((kind) => kind === ref && !aggregates[kind]?.creation);
    const claim = isOnlyOne || isId(ref) ? undefined : await references.find(ref);
    if (claim && !kinds.includes(claim.kind)) return undefined;
    if (!claim && !isId(ref) && !isOnlyOne) return undefined;
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

/** Finds the first meeting of a group, by its id, after a day. */
export type FindMeeting = (group: string, after: CalendarDate) => Promise<NextMeeting | undefined>;

const NAMED_BY_REFERENCE = [
  'action',
  'milestone',
  'target',
  'decision',
  'programme',
  'group',
  'meeting',
  'party',
] as const;

/**
 * Runs a pure decider again after each lookup that was not loaded. One snapshot per item keeps its answers consistent.
 */
export async function withLookup<Result>(
  find: FindItem,
  run: (lookup: Lookup) => Result,
  meetings: FindMeeting = async () => undefined,
): Promise<Result> {
  const loaded = new Map<string, unknown>();
  const ask = <Answer>(key: string, load: () => Promise<Answer>): Answer => {
    if (!loaded.has(key)) throw new NotLoaded(key, load);
    return loaded.get(key) as Answer;
  };
  const item = (kinds: readonly Kind[], ref: string) => ask(`${kinds.join()} ${ref}`, () => find(kinds, ref));
  const lookup: Lookup = {
    find: <State>(kind: Kind, ref: string) => item([kind], ref) as LookupResult<State> | undefined,
    findAny: (ref) => item(NAMED_BY_REFERENCE, ref),
    nextMeeting: (group, after) => ask(`meeting of ${group} after ${after}`, () => meetings(group, after)),
  };
  for (;;) {
    try {
      return run(lookup);
    } catch (missing) {
      if (!(missing instanceof NotLoaded)) throw missing;
      loaded.set(missing.key, await missing.load());
    }
  }
}
