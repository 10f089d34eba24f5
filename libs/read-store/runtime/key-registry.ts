import type { Actor, Kind } from '#domain/index.js';
import type { ItemFacts, Keys } from '../tables/projection.js';

export interface RegisteredItem extends ItemFacts {
  readonly key: number;
  readonly kind: Kind;
  readonly id: string;
}
export interface ActorEntry {
  readonly key: number;
  readonly party: number;
  readonly body: string;
}

export interface KeyChanges {
  readonly items: readonly RegisteredItem[];
  readonly described: readonly (ItemFacts & { readonly key: number })[];
  readonly actors: readonly ActorEntry[];
}

export interface KnownKeys {
  readonly items: Iterable<{ readonly key: number; readonly id: string }>;
  readonly actors: Iterable<ActorEntry>;
}

export interface KeyRegistry extends Keys {
  lookup(id: string): number | undefined;
  actor(actor: Actor): number;
  describe(key: number, facts: ItemFacts): void;
  drain(): KeyChanges;
}

/** Continues from stored keys. Keeps every item id in memory, about 100 bytes each. */
export function createKeyRegistry(known: KnownKeys): KeyRegistry {
  const keys = new Map<string, number>();
  const actorKeys = new Map<string, number>();
  for (const { id, key } of known.items) keys.set(id, key);
  for (const { body, key } of known.actors) actorKeys.set(nameOf(JSON.parse(body)), key);
  let items = new Map<number, RegisteredItem>();
  let described = new Map<number, KeyChanges['described'][number]>();
  let actors: ActorEntry[] = [];

  function key(kind: Kind, id: string): number {
    const existing = keys.get(id);
    if (existing !== undefined) return existing;
    const next = keys.size + 1;
    keys.set(id, next);
    items.set(next, { key: next, kind, id, reference: null, access: 'internal', accessGroup: null });
    return next;
  }

  return {
    key,
    lookup: (id) => keys.get(id),
    keyOf: (kind, id) => (id === null || id === undefined ? null : key(kind, id)),
    actor(actor) {
      const name = nameOf(actor);
      const known = actorKeys.get(name);
      if (known !== undefined) return known;
      const next = actorKeys.size + 1;
      actorKeys.set(name, next);
      actors.push({ key: next, party: key('party', actor.party), body: JSON.stringify(actor) });
      return next;
    },
    describe(key, facts) {
      const fresh = items.get(key);
      if (fresh) items.set(key, { ...fresh, ...facts });
      else described.set(key, { key, ...facts });
    },
    drain() {
      const changes = { items: [...items.values()], described: [...described.values()], actors };
      items = new Map();
      described = new Map();
      actors = [];
      return changes;
    },
  };
}

function nameOf({ party, kind, organisation, post, roles }: Actor): string {
  return `${party} ${kind} ${organisation ?? ''} ${post ?? ''} ${roles.join(' ')}`;
}
