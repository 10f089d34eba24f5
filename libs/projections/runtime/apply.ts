import { BadEvent, requireValid } from '#domain/catalogue/stored-events.js';
import { type Code, messageOf } from '#errors/index.js';
import { type Checkpoint, START, type StoredEvent } from '#event-store/port.js';
import { auditVersion, type Count, counted, NOTHING } from '../audit/row.js';
import { isClaim, itemOf, type LedgerEvent, ledgerEvent } from '../model/events.js';
import { project } from '../model/project.js';
import type { AnyProjection, Change } from '../model/projection.js';
import { audit } from '../model/tables.js';
import { type Foreign, isForeign, NO_FOREIGN, withForeign } from './foreign.js';
import { type HistoryKept, historyAfter, NO_HISTORY } from './history.js';
import type { Register } from './register.js';
import type { Rows } from './rows.js';

/** Up to where events were read: the store's own word for it, and the position for comparing. */
export interface Place {
  readonly position: number;
  readonly checkpoint: Checkpoint | typeof START;
}

/** The event that a projection could not take, and what it said; with a code where the event itself is wrong. */
export interface PoisonEvent {
  readonly code?: Code;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly error: string;
}

/** A projection that was stopped: where its rows stand, and what stopped it. */
export interface Stop extends Place {
  readonly name: string;
  readonly poison: PoisonEvent;
}

export interface Progress extends Place, Count, HistoryKept {
  readonly foreign: Foreign;
}

/** Before the first event. */
export const BEGINNING: Progress = {
  position: 0,
  checkpoint: START,
  ...NOTHING,
  foreign: NO_FOREIGN,
  ...NO_HISTORY,
};

export interface Applied {
  readonly progress: Progress;
  readonly stops: readonly Stop[];
}

/** A projection by name, and what it makes of an event. */
type Taker = readonly [name: string, changes: () => readonly Change[]];

export const AUDIT = 'audit';

/** Applies events in order to rows in memory; what it is given stopped, it leaves alone, and so what throws. */
export interface Applier {
  apply(events: readonly StoredEvent[], progress: Progress): Applied;
}

export function createApplier(
  projections: readonly AnyProjection[],
  rows: Rows,
  register: Register,
  alreadyStopped: Iterable<string> = [],
): Applier {
  const byKind = new Map(projections.map((projection) => [projection.kind, projection]));
  const stopped = new Set(alreadyStopped);

  /** What each projection that takes the event makes of it. */
  function takers(event: LedgerEvent, count: Count): Taker[] {
    const { kind, id } = itemOf(event.stream);
    const key = register.key(kind, id);
    const projection = byKind.get(kind);
    const audited = () => auditVersion(event, count, register.actor, register);
    const trail: Taker = [AUDIT, () => [{ op: 'append', table: audit, key, version: audited() }]];
    if (!projection) return [trail];
    const projected = () => {
      requireValid(event);
      return project(projection, event, key, rows.current, register);
    };
    return [trail, [projection.name, projected]];
  }

  return {
    apply(events, before) {
      let place: Place = before;
      let count: Count = before;
      let { foreign } = before;
      const stops: Stop[] = [];
      for (const stored of events) {
        if (isForeign(stored)) foreign = withForeign(foreign, stored);
        else if (!isClaim(stored.stream)) {
          const event = ledgerEvent(stored);
          count = counted(count, event);
          for (const [name, changes] of takers(event, count)) {
            if (stopped.has(name)) continue;
            try {
              for (const change of changes()) {
                if (change.op === 'describe') register.describe(change.key, change.item);
                else rows.change(change);
              }
            } catch (error) {
              stopped.add(name);
              const { position, checkpoint } = place;
              stops.push({ name, position, checkpoint, poison: poison(event, error) });
            }
          }
        }
        place = stored;
      }
      const { position, checkpoint } = place;
      const { number, clock } = count;
      return { progress: { position, checkpoint, number, clock, foreign, ...historyAfter(before, events) }, stops };
    },
  };
}

function poison({ id, type, stream, revision, position }: LedgerEvent, error: unknown): PoisonEvent {
  const code = error instanceof BadEvent ? { code: error.code } : {};
  return { ...code, id, type, stream, revision, position, error: messageOf(error) };
}
