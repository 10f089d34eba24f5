import { LRUCache } from 'lru-cache';
import {
  asJson,
  type CommandMetadata,
  type Kind,
  kindOfPrefix,
  LIMITS,
  streamPrefix,
  versionOf,
} from '#domain/index.js';
import { type EventStore, StoreError } from '#event-store/index.js';
import { appendIdempotently } from './append-idempotently.js';
import { referenceTaken } from './failures.js';
import { claimId } from './ids.js';

export interface Claim {
  readonly reference: string;
  readonly kind: Kind;
  readonly id: string;
}

/** A claim as its event holds it. */
interface Claimed {
  readonly kind: string;
  readonly id: string;
}

/** How a prefix is numbered: the first number that was free when it was counted, and the next one to propose. */
interface Numbers {
  readonly first: number;
  next: number;
}
/** Exceeds the number of creations that any process had in progress when it crashed. */
const LOOKED_BACK = 100;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isId = (ref: string): boolean => UUID.test(ref);

/** The stream `reference-<REF>` alone proves who owns a reference. Claims are final, so lookups are cached for ever. */
export function references(store: EventStore) {
  const known = new LRUCache<string, Claim>({ max: 50_000 });
  const nextNumber = new Map<string, Promise<Numbers>>();
  const stream = (reference: string) => `reference-${reference}`;

  async function find(reference: string): Promise<Claim | undefined> {
    // Checks before upper-casing: some letters become several capitals, or another letter.
    if (reference.length > LIMITS.reference || !/^[A-Za-z0-9-]+$/.test(reference)) return undefined;
    const written = reference.toUpperCase();
    const cached = known.get(written);
    if (cached) return cached;
    const [event] = await store.readStream(stream(written), { from: 0, limit: 1 });
    if (!event) return undefined;
    const { id, kind: prefix } = event.data as unknown as Claimed;
    const kind = kindOfPrefix(prefix);
    if (kind === undefined) return undefined;
    const claim = { reference: written, kind, id };
    known.set(written, claim);
    return claim;
  }

  async function firstFree(prefix: string): Promise<Numbers> {
    let taken = 0;
    let free = 1;
    while (await find(numbered(prefix, free))) {
      taken = free;
      free *= 2;
    }
    while (free - taken > 1) {
      const middle = Math.floor((taken + free) / 2);
      if (await find(numbered(prefix, middle))) taken = middle;
      else free = middle;
    }
    return { first: free, next: free };
  }

  /** A crash ends the process, so an unfinished claim lies just below the first number that this process counted. */
  async function claimedBy(id: string, prefix: string, first: number): Promise<string | undefined> {
    for (let number = first - 1; number >= Math.max(1, first - LOOKED_BACK); number--) {
      const reference = numbered(prefix, number);
      if ((await find(reference))?.id === id) return reference;
    }
    return undefined;
  }

  return {
    find,
    forgetAll(): void {
      known.clear();
      nextNumber.clear();
    },
    /**
     * Proposes a probably free reference; only the claim decides. A repeat passes `claimant` to find its earlier claim.
     */
    async propose(prefix: string, looking: boolean, claimant?: string): Promise<string> {
      let counter = nextNumber.get(prefix);
      if (!counter) {
        counter = firstFree(prefix);
        nextNumber.set(prefix, counter);
        counter.catch(() => nextNumber.delete(prefix));
      }
      const numbers = await counter;
      const own = claimant && (await claimedBy(claimant, prefix, numbers.first));
      if (own) return own;
      let reference = numbered(prefix, numbers.next++);
      while (looking && (await find(reference))) reference = numbered(prefix, numbers.next++);
      return reference;
    },
    async claim(claim: Claim, metadata: CommandMetadata): Promise<void> {
      const name = stream(claim.reference);
      const id = claimId(metadata.commandId, name);
      const type = 'ReferenceClaimed';
      try {
        await appendIdempotently(
          store,
          name,
          [
            {
              id,
              type,
              data: asJson({ ...claim, kind: streamPrefix(claim.kind) }),
              metadata: asJson({ ...metadata, schemaVersion: versionOf(type) }),
            },
          ],
          'noStream',
        );
      } catch (error) {
        if (!(error instanceof StoreError) || error.code !== 'wrong-expected-revision') throw error;
        throw referenceTaken(claim.reference);
      }
      known.set(claim.reference, claim);
    },
  };
}

export type ReferenceClaims = ReturnType<typeof references>;

function numbered(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(2, '0')}`;
}
