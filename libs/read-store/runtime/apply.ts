import { BadEvent, itemOfStream, requireValid } from '#domain/index.js';
import { type Code, messageOf } from '#errors/index.js';
import { type Checkpoint, START, type StoredEvent } from '#event-store/index.js';
import { type LedgerEvent, ledgerEvent } from '../tables/events.js';
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
  const names = new Map(projections.map(({ kind, name }) => [kind, name]));
  const byName = new Map(projections.map((projection) => [projection.name, projectorOf(projection)]));
  const stopped = new Set(alreadyStopped);

  /** Throws what is wrong with the event, before any change. */
  function changesOf(name: string, event: LedgerEvent, key: number, count: Count): readonly Change[] {
    if (name === AUDIT)
      return [{ op: 'append', table: audit, key, version: auditVersion(event, count, register.actor, register) }];
    requireValid(event);
    return byName.get(name)?.(event, key, count.number, rows.current, register) ?? [];
  }

  return {
    apply(events, before) {
      let place: StreamPosition = before;
      let count: Count = before;
      let { foreign } = before;
      const stops: Stop[] = [];

      function handle(name: string, event: LedgerEvent, key: number): void {
        if (stopped.has(name)) return;
        try {
          for (const change of changesOf(name, event, key, count)) {
            if (change.op === 'describe') register.describe(change.key, change.item);
            else rows.change(change);
          }
        } catch (error) {
          stopped.add(name);
          const { position, checkpoint } = place;
          stops.push({ name, position, checkpoint, poison: poison(event, error) });
        }
      }

      for (const stored of events) {
        const item = itemOfStream(stored.stream);
        if (isForeign(stored)) foreign = withForeign(foreign, stored);
        else if (item) {
          const event = ledgerEvent(stored);
          count = countEvent(count, event);
          const key = register.key(item.kind, item.id);
          handle(AUDIT, event, key);
          const name = names.get(item.kind);
          if (name !== undefined) handle(name, event, key);
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
