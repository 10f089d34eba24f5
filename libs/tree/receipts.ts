import type { Observable, Subscription } from 'rxjs';
import type { StoredEvent } from '#event-store/index.js';
import type { Hash } from '#proof/index.js';
import { hashed } from './hashed.js';
import { proveInclusion } from './proving.js';
import { keyOf, proofIn, readSignedTree, type SignedTree } from './signed-tree.js';
import type { TreeStore } from './tree-store.js';

export interface Receipt {
  /** Of the event, from 1. */
  readonly number: number;
  /** C2SP tlog-proof. */
  readonly proof: string;
}

/** Proofs for those who wait until an event is signed. */
export interface Receipts {
  /** Undefined where no checkpoint holds the event within the wait. Errors: those of the tree's store. */
  of(ledger: string, event: StoredEvent): Promise<Receipt | undefined>;
  close(): void;
}

export interface ReceiptsOptions {
  readonly tree: Pick<TreeStore, 'checkpoint' | 'tiles'>;
  /** Emits where a checkpoint may have been signed; listened to only while somebody waits. */
  readonly grown$: Observable<unknown>;
  readonly hurry: (isAsked: boolean) => void;
  /** For an event that was signed long before somebody asked. Undefined while it is not known. */
  readonly numberOf: (event: StoredEvent) => Promise<number | undefined>;
  readonly waitMs?: number;
}

const WAIT_MS = 5_000;
/** After so long the event is looked up by its number: it may have been signed long ago. */
const SOON_MS = 1_000;
/** A node that is forgotten is hashed again, in a microsecond. */
const MOST_NODES = 20_000;

interface Found {
  readonly signed: SignedTree;
  readonly index: number;
}

interface Waiting {
  readonly key: string;
  readonly settle: (found: Found | undefined) => void;
}

export function receiptsFrom(options: ReceiptsOptions): Receipts {
  const { tree, grown$, hurry, numberOf, waitMs = WAIT_MS } = options;
  const waiting = new Set<Waiting>();
  const nodes = new Map<number, Hash>();
  let newest: SignedTree | undefined;
  let listening: Subscription | undefined;
  let isLooking = false;
  let isStale = false;
  let isClosed = false;

  const inNewest = (key: string): Found | undefined => {
    const index = newest?.indexes.get(key);
    return newest && index !== undefined ? { signed: newest, index } : undefined;
  };

  /** One look a checkpoint, however many wait. */
  async function look(): Promise<void> {
    isStale = true;
    if (isLooking) return;
    isLooking = true;
    while (isStale) {
      isStale = false;
      await lookOnce().catch(() => {});
    }
    isLooking = false;
  }

  async function lookOnce(): Promise<void> {
    const kept = await tree.checkpoint();
    if (!kept || kept.size === newest?.size) return;
    if (nodes.size > MOST_NODES) nodes.clear();
    newest = await readSignedTree(tree, kept, newest?.size ?? kept.size, nodes);
    for (const { key, settle } of [...waiting]) {
      const found = inNewest(key);
      if (found) settle(found);
    }
  }

  function listen(): void {
    if (waiting.size === 0) {
      listening?.unsubscribe();
      listening = undefined;
      hurry(false);
    } else if (!listening) {
      hurry(true);
      listening = grown$.subscribe(look);
    }
  }

  function wait(key: string, timeoutMs: number): Promise<Found | undefined> {
    const found = inNewest(key);
    if (found) return Promise.resolve(found);
    return new Promise((resolve) => {
      const timer = setTimeout(() => waits.settle(undefined), timeoutMs);
      const waits: Waiting = {
        key,
        settle(found) {
          clearTimeout(timer);
          waiting.delete(waits);
          listen();
          resolve(found);
        },
      };
      waiting.add(waits);
      listen();
    });
  }

  async function byNumber(event: StoredEvent, extra: Buffer): Promise<Receipt | undefined> {
    const number = await numberOf(event);
    const proof = number === undefined ? undefined : await proveInclusion(tree, number, extra);
    return number === undefined || proof === undefined ? undefined : { number, proof };
  }

  return {
    async of(ledger, event) {
      const { leaf, extra } = hashed(ledger, event);
      const soonMs = Math.min(SOON_MS, waitMs);
      for (const timeoutMs of [soonMs, waitMs - soonMs]) {
        const found = timeoutMs > 0 && !isClosed ? await wait(keyOf(leaf), timeoutMs) : undefined;
        if (found) return { number: found.index + 1, proof: proofIn(found.signed, found.index, extra) };
        const early = await byNumber(event, extra);
        if (early) return early;
      }
      return undefined;
    },
    close() {
      isClosed = true;
      for (const { settle } of [...waiting]) settle(undefined);
    },
  };
}
