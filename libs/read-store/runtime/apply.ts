import { BadEvent, requireValid } from '#domain/index.js';
import { type Code, messageOf } from '#errors/index.js';
import { type Checkpoint, START, type StoredEvent } from '#event-store/index.js';
import { isClaim, itemOf, type LedgerEvent, ledgerEvent } from '../tables/events.js';
import { projectorOf } from '../tables/project.js';
import type { AnyProjection, Change } from '../tables/projection.js';
import { audit } from '../tables/tables.js';
import { auditVersion, type Count, countEvent, NO_EVENTS } from './audit-row.js';
import { type Foreign, isForeign, NO_FOREIGN, withForeign } from './foreign.js';
import { identityAfter, NO_IDENTITY, type StoreIdentity } from './history.js';
import type { KeyRegistry } from './key-registry.js';
import type { UnitOfWork } from './unit-of-work.js';

/** The store's opaque checkpoint, and the position to compare. */
export interface StreamPosition {
  readonly position: number;
  readonly checkpoint: Checkpoint | typeof START;
}

/** `code` is set where the event itself is invalid. */
export interface PoisonEvent {
  readonly code?: Code;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly error: string;
}

export interface Stop extends StreamPosition {
  readonly name: string;
  readonly poison: PoisonEvent;
}

export interface Progress extends StreamPosition, Count, StoreIdentity {
  readonly foreign: Foreign;
}

export const BEFORE_FIRST_EVENT: Progress = {
  position: 0,
  checkpoint: START,
  ...NO_EVENTS,
  foreign: NO_FOREIGN,
  ...NO_IDENTITY,
};

export interface Applied {
  readonly progress: Progress;
  readonly stops: readonly Stop[];
}

type EventHandler = readonly [name: string, changes: () => readonly Change[]];

export const AUDIT = 'audit';

/** Applies events in order; a projection that throws stops with a poison event, the others go on. */
export interface Applier {
  apply(events: readonly StoredEvent[], progress: Progress): Applied;
}

export function createApplier(
  projections: readonly AnyProjection[],
  rows: UnitOfWork,
  register: KeyRegistry,
  alreadyStopped: Iterable<string> = [],
): Applier {
  const byKind = new Map(
    projections.map((projection) => [projection.kind, { name: projection.name, project: projectorOf(projection) }]),
  );
  const stopped = new Set(alreadyStopped);

  function handlersFor(event: LedgerEvent, count: Count): EventHandler[] {
    const { kind, id } = itemOf(event.stream);
    const key = register.key(kind, id);
    const projection = byKind.get(kind);
    const { number } = count;
    const audited = () => auditVersion(event, count, register.actor, register);
    const trail: EventHandler = [AUDIT, () => [{ op: 'append', table: audit, key, version: audited() }]];
    if (!projection) return [trail];
    const projected = () => {
      requireValid(event);
      return projection.project(event, key, number, rows.current, register);
    };
    return [trail, [projection.name, projected]];
  }

  return {
    apply(events, before) {
      let place: StreamPosition = before;
      let count: Count = before;
      let { foreign } = before;
      const stops: Stop[] = [];
      for (const stored of events) {
        if (isForeign(stored)) foreign = withForeign(foreign, stored);
        else if (!isClaim(stored.stream)) {
          const event = ledgerEvent(stored);
          count = countEvent(count, event);
          for (const [name, changes] of handlersFor(event, count)) {
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
      return { progress: { position, checkpoint, number, clock, foreign, ...identityAfter(before, events) }, stops };
    },
  };
}

function poison({ id, type, stream, revision, position }: LedgerEvent, error: unknown): PoisonEvent {
  const code = error instanceof BadEvent ? { code: error.code } : {};
  return { ...code, id, type, stream, revision, position, error: messageOf(error) };
}
