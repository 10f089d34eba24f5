import type { Access } from '../kernel/access.js';
import type { CalendarDate, OccurredAt } from '../kernel/calendar.js';
import { type Recorded, unknownEvent, verbsOf } from '../kernel/decider.js';
import type { Affected, Condition, DecisionFact, Disposition, FundingLine, WayTaken } from './events.js';

export const DECISION_STATUSES = ['in-force', 'released', 'superseded', 'revoked'] as const;
export type DecisionStatus = (typeof DECISION_STATUSES)[number];

export const CONDITION_OUTCOMES = ['open', 'met', 'waived', 'failed'] as const;
export type ConditionOutcome = (typeof CONDITION_OUTCOMES)[number];

export interface ConditionState extends Condition {
  readonly outcome: ConditionOutcome;
}

export interface Challenge {
  readonly by: string;
  readonly grounds: string;
}

export interface DecisionState {
  readonly reference: string;
  readonly title: string;
  readonly disposition: Disposition;
  readonly rationale: string;
  readonly decidedOn: OccurredAt;
  readonly group?: string;
  readonly meeting?: string;
  readonly takenBy: WayTaken;
  readonly conditions: readonly ConditionState[];
  readonly reviewBy?: CalendarDate;
  readonly reviewRaised?: CalendarDate;
  readonly alternatives: readonly string[];
  readonly affects: readonly Affected[];
  readonly funding: readonly FundingLine[];
  readonly supersedes?: string;
  readonly ratifies?: string;
  readonly access: Access;
  readonly status: DecisionStatus;
  readonly recordedAsOf: OccurredAt;
  readonly challenge?: Challenge;
  readonly supersededBy?: string;
}

export const RELEASABLE: readonly Disposition[] = ['defer', 'agree-subject-to'];

/** Meeting every condition does not release a decision: release is its own command. */
export function isReadyToRelease({
  status,
  disposition,
  conditions,
}: Pick<DecisionState, 'status' | 'disposition' | 'conditions'>): boolean {
  return status === 'in-force' && RELEASABLE.includes(disposition) && unsettled(conditions).length === 0;
}

export function unsettled(conditions: readonly ConditionState[]): readonly ConditionState[] {
  return conditions.filter(({ outcome }) => outcome === 'open' || outcome === 'failed');
}

export function evolve(state: DecisionState | undefined, event: Recorded<DecisionFact>): DecisionState {
  if (event.type === 'DecisionRecorded') {
    const conditions = event.data.conditions.map((condition) => ({ ...condition, outcome: 'open' as const }));
    return { ...event.data, conditions, status: 'in-force', recordedAsOf: event.metadata.occurredAt };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with DecisionRecorded.`);
  return { ...state, ...change(state, event) };
}

type Later = Exclude<Recorded<DecisionFact>, { type: 'DecisionRecorded' }>;

function change(state: DecisionState, event: Later): Partial<DecisionState> {
  switch (event.type) {
    case 'DecisionConditionMet':
      return settled(state, event.data.condition, 'met');
    case 'DecisionConditionWaived':
      return settled(state, event.data.condition, 'waived');
    case 'DecisionConditionFailed':
      return settled(state, event.data.condition, 'failed');
    case 'DecisionReleased':
      return { status: 'released' };
    case 'DecisionReviewed':
      return { reviewBy: event.data.nextReviewBy };
    case 'DecisionReviewFellDue':
      return { reviewRaised: event.data.reviewBy };
    case 'DecisionAffectedAdded':
      return { affects: [...state.affects, event.data] };
    case 'DecisionChallenged':
      return { challenge: event.data };
    case 'DecisionChallengeResolved':
      return { challenge: undefined };
    case 'DecisionSuperseded':
      return { status: 'superseded', supersededBy: event.data.by };
    case 'DecisionRevoked':
      return { status: 'revoked' };
    case 'DecisionCorrected':
      return { [event.data.field]: event.data.value ?? undefined };
    default:
      return unknownEvent(event);
  }
}

function settled({ conditions }: DecisionState, number: number, outcome: ConditionOutcome): Partial<DecisionState> {
  return { conditions: conditions.map((each) => (each.number === number ? { ...each, outcome } : each)) };
}

/** Writes a verb of decisions with its command's type inferred from `body`. */
export const decisionVerb = verbsOf<DecisionState, DecisionFact>();
