import {
  asJson,
  type BreachCause,
  type BreachRule,
  breachRuleOf,
  evolve,
  judgedAgain,
  londonDate,
  type ProgrammeFact,
  type RatingScheme,
  type Recorded,
  type Rules,
  schemeUnder,
  type TargetFact,
  type TargetState,
  versionOf,
} from '#domain/index.js';
import type { StoredEvent } from '#event-store/index.js';
import { isClaim, itemOf, ledgerEvent } from '#read-store/index.js';

export interface Matched {
  readonly schemes: number;
  readonly targets: number;
  readonly judged: number;
}

export interface UnderRules {
  /** Rewrites events, in order, as the rules would have recorded them; positions count from 1. */
  of(events: readonly StoredEvent[]): StoredEvent[];
  matched(): Matched;
}

type TargetEvent = Recorded<TargetFact>;

const CAUSES: Partial<Record<TargetFact['type'], BreachCause>> = {
  TargetMeasured: 'measurement',
  TargetMeasurementCorrected: 'correction',
  TargetCorrected: 'correction',
  TargetTrajectorySet: 'trajectory',
  TargetBreached: 'report',
};

/**
 * Replaces each adopted rating scheme. For targets of the breach rule, drops derived breaches and recoveries and
 * derives them again after the event that caused them.
 */
export function underRules({ scheme, breach }: Rules): UnderRules {
  const rule = breach && breachRuleOf(breach);
  const named = { targets: upper(breach?.targets), programmes: upper(breach?.programmes) };
  const programmes = createProgrammes(named.programmes);
  const targets = new Map<string, TargetState>();
  const matching = new Set<string>();
  let [position, schemes, judged] = [0, 0, 0];

  function isSelected({ reference, programme }: TargetState): boolean {
    if (!named.targets && !named.programmes) return true;
    return named.targets?.has(reference.toUpperCase()) === true || programmes.isWithin(programme);
  }

  function ofTarget(stored: StoredEvent, rule: BreachRule): StoredEvent[] {
    const before = targets.get(stored.stream);
    const event = { ...ledgerEvent(stored), revision: before ? before.revision + 1 : 0 } as TargetEvent;
    const derived = isDerived(event);
    if (derived && before && isSelected(before)) return [];
    const after = evolve(before, event);
    targets.set(stored.stream, after);
    const rewritten = { ...stored, revision: event.revision };
    const cause = derived ? undefined : CAUSES[event.type];
    if (!isSelected(after)) return [rewritten];
    matching.add(stored.stream);
    if (cause === undefined) return [rewritten];
    judged += 1;
    return [rewritten, ...judgedUnder(rewritten, before ?? after, after, cause, rule)];
  }

  function judgedUnder(
    cause: StoredEvent,
    before: TargetState,
    after: TargetState,
    why: BreachCause,
    rule: BreachRule,
  ): StoredEvent[] {
    // The judge sees a reported breach as already recorded.
    const previous = why === 'report' ? { ...after, revision: after.revision - 1 } : before;
    const recordedAt = String(cause.metadata.recordedAt);
    const context = { today: londonDate(recordedAt), occurredAt: String(cause.metadata.occurredAt) };
    let state = after;
    return judgedAgain(previous, after, why, context, rule).map((fact, index) => {
      const derivedEvent: StoredEvent = {
        ...cause,
        id: `${cause.id}-${index + 1}`,
        type: fact.type,
        revision: state.revision + 1,
        data: asJson(fact.data),
        metadata: {
          ...cause.metadata,
          occurredAt: fact.occurredAt ?? context.occurredAt,
          schemaVersion: versionOf(fact.type),
        },
      };
      state = evolve(state, ledgerEvent(derivedEvent) as TargetEvent);
      targets.set(cause.stream, state);
      return derivedEvent;
    });
  }

  function adopted(stored: StoredEvent): StoredEvent {
    if (!scheme || stored.type !== 'RatingSchemeAdopted') return stored;
    schemes += 1;
    const data = schemeUnder(scheme, ledgerEvent(stored).data as RatingScheme);
    const metadata = { ...stored.metadata, schemaVersion: versionOf(stored.type) };
    return { ...stored, data: asJson(data), metadata };
  }

  function rewritten(stored: StoredEvent): readonly StoredEvent[] {
    if (isClaim(stored.stream)) return [stored];
    const { kind, id } = itemOf(stored.stream);
    if (kind === 'ledger') return [adopted(stored)];
    if (!rule) return [stored];
    if (kind === 'programme') programmes.take(id, ledgerEvent(stored) as Recorded<ProgrammeFact>);
    return kind === 'target' ? ofTarget(stored, rule) : [stored];
  }

  return {
    of: (events) => events.flatMap((each) => rewritten(each).map((event) => ({ ...event, position: ++position }))),
    matched: () => ({ schemes, targets: matching.size, judged }),
  };
}

function createProgrammes(references: ReadonlySet<string> | undefined) {
  const named = new Set<string>();
  const parents = new Map<string, string>();
  return {
    take(id: string, { type, data }: ProgrammeFact): void {
      if (type !== 'ProgrammeRegistered' && type !== 'ProgrammeDescribed') return;
      if (type === 'ProgrammeRegistered' && references?.has(data.reference.toUpperCase())) named.add(id);
      if (data.parent !== undefined) parents.set(id, data.parent);
    },
    isWithin(programme: string): boolean {
      // Concurrent commands may have made a cycle of parents.
      const seen = new Set<string>();
      for (let at: string | undefined = programme; at !== undefined && !seen.has(at); at = parents.get(at)) {
        if (named.has(at)) return true;
        seen.add(at);
      }
      return false;
    },
  };
}

const upper = (references: readonly string[] | undefined) =>
  references && new Set(references.map((each) => each.toUpperCase()));

/** A derived event names the event that it answers to, unless a person reported it. */
function isDerived({ type, data }: TargetEvent): boolean {
  return (
    type === 'TargetRecovered' ||
    (type === 'TargetBreached' && (data.cause !== 'report' || data.answersTo !== undefined))
  );
}
