import { setTimeout as delay } from 'node:timers/promises';
import { openForReading, type StoreLocation } from '#event-store/location.js';
import type { PoisonEvent } from '#read-store/runtime/apply.js';
import { batches } from '#read-store/runtime/batches.js';
import type { Foreign } from '#read-store/runtime/foreign.js';
import { requireHistory } from '#read-store/runtime/history.js';
import type { Pointer, ReadStore } from '#read-store/runtime/read-store.js';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 10_000;
/** What has gone on for so long after a failure without another has nothing to apply. */
const SETTLED_MS = 2_000;

/** After how long to try again, in milliseconds, when so many attempts in a row have failed. */
export const retryAfter = (failures: number) => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));

export interface ProjectorEvents {
  readonly onMoved: (name: string, position: number) => void;
  readonly onPoison: (projection: string, poison: PoisonEvent) => void;
  /** How much has been passed over that is not the ledger's. */
  readonly onForeign: (name: string, foreign: Foreign) => void;
  /** Read models cannot be moved on, and it is tried again; undefined once they can. */
  readonly onHindered: (name: string, error: unknown) => void;
}

/** Read models that are kept up with a store, each on its own. */
export interface ProjectorSupervisor {
  /** Keeps those up that the pointer names, and no others. */
  switchTo(pointer: Pointer): void;
  /** Resolves when all have come to rest, which they do by the signal alone. */
  drain(): Promise<void>;
}

/** Keeps read models up with a store until the signal aborts; what fails is tried again, with a growing delay. */
export function superviseProjectors(
  store: ReadStore,
  events: StoreLocation,
  news: ProjectorEvents,
  signal: AbortSignal,
): ProjectorSupervisor {
  const lanes = new Map<string, AbortController>();
  const running = new Set<Promise<void>>();

  async function run(name: string, ended: AbortSignal): Promise<void> {
    // What hindered whoever had them before is over once they are moved on.
    let hindered = true;
    const goesOn = () => {
      if (hindered) news.onHindered(name, undefined);
      hindered = false;
    };
    for (let failures = 0; !ended.aborted; ) {
      // After a failure it has only begun: it goes on once a batch was applied, or where it has nothing to apply.
      const settled = failures > 0 ? setTimeout(goesOn, SETTLED_MS).unref() : undefined;
      try {
        await project(name, ended, failures === 0 ? goesOn : () => {}, () => {
          failures = 0;
          goesOn();
        });
      } catch (error) {
        clearTimeout(settled);
        failures += 1;
        hindered = true;
        if (!ended.aborted) news.onHindered(name, error);
        await delay(retryAfter(failures), undefined, { signal: ended }).catch(() => {});
      } finally {
        clearTimeout(settled);
      }
    }
  }

  async function project(name: string, ended: AbortSignal, begins: () => void, applied: () => void): Promise<void> {
    const projecting = await store.startProjecting(name);
    try {
      const source = await openForReading(events);
      try {
        await requireHistory(source, projecting.progress());
        news.onMoved(name, projecting.progress().position);
        news.onForeign(name, projecting.progress().foreign);
        begins();
        for await (const batch of batches(source, projecting.progress().checkpoint, ended)) {
          // A server may have come back with another log since: after the batch has come, and before it is applied.
          await requireHistory(source, projecting.progress());
          for (const { name: projection, poison } of await projecting.apply(batch)) news.onPoison(projection, poison);
          news.onMoved(name, projecting.progress().position);
          news.onForeign(name, projecting.progress().foreign);
          applied();
        }
      } finally {
        await source.close();
      }
    } finally {
      await projecting.close();
    }
  }

  return {
    switchTo({ live, previous }) {
      const names = [live, ...(previous === null ? [] : [previous])];
      for (const name of names) {
        if (lanes.has(name) || signal.aborted) continue;
        const stop = new AbortController();
        lanes.set(name, stop);
        const lane = run(name, AbortSignal.any([stop.signal, signal])).finally(() => running.delete(lane));
        running.add(lane);
      }
      for (const [name, stop] of lanes) {
        if (names.includes(name)) continue;
        stop.abort();
        lanes.delete(name);
      }
    },
    drain: async () => {
      await Promise.all(running);
    },
  };
}
