import {
  type Access,
  type Affected,
  answersFor,
  type CalendarDate,
  type Condition,
  type ConditionOutcome,
  type DecisionFact,
  type DecisionStatus,
  type Disposition,
  type FundingLine,
  type OccurredAt,
  type Recorded,
  unknownEvent,
  type WayTaken,
} from '#domain/index.js';
import {
  affects,
  deadlines,
  decisions,
  indexRow,
  indexRows,
  type LedgerEvent,
  type Projection,
} from '#read-store/index.js';
import { deadline } from '../deadlines/deadline.js';
import { passagesOf } from '../passages/passages.projection.js';
import { VERSIONS } from '../versions/versions.js';

export interface ActedOn {
  readonly by: string;
  readonly occurredAt: OccurredAt;
}
export interface ConditionView extends Condition {
  readonly outcome: ConditionOutcome;
  readonly settled?: ActedOn & { readonly evidence?: string; readonly reason?: string };
}

export interface DecisionView {
  readonly reference: string;
  readonly title: string;
  readonly access: Access;
  readonly disposition: Disposition;
  readonly rationale: string;
  readonly decidedOn: OccurredAt;
  readonly group?: string;
  readonly meeting?: string;
  readonly takenBy: WayTaken;
  readonly status: DecisionStatus;
  readonly conditions: readonly ConditionView[];
  readonly reviewBy?: CalendarDate;
  /** The pending review date when the decision ended: nobody reviews it any more. */
  readonly reviewLapsed?: CalendarDate;
  readonly reviewRaised?: CalendarDate;
  readonly alternatives: readonly string[];
  readonly affects: readonly Affected[];
  readonly funding: readonly FundingLine[];
  readonly supersedes?: string;
  readonly ratifies?: string;
  readonly release?: ActedOn & { readonly narrative?: string };
  readonly reviews: readonly (ActedOn & { readonly outcome: string; readonly narrative?: string })[];
  readonly challenges: readonly ChallengeView[];
  readonly supersededBy?: string;
  readonly ended?: ActedOn & { readonly reason: string };
}
export interface ChallengeView extends ActedOn {
  readonly grounds: string;
  readonly outcome?: string;
  readonly narrative?: string;
}
type Event = Recorded<DecisionFact> & LedgerEvent;

export const STANDING: readonly DecisionStatus[] = ['in-force', 'released'];
const DECISION_FIELDS = [
  'status',
  'disposition',
  'group',
  'meeting',
  'decidedOn',
  'reviewBy',
  'conditions',
  'takenBy',
  'ratifies',
] as const;

export const decisionProjection: Projection<DecisionView, Event> = {
  name: 'decisions',
  kind: 'decision',
  version: VERSIONS.decisions,
  evolve,
  passages: passagesOf,
  indexes: [
    indexRow(
      decisions,
      DECISION_FIELDS,
      ({ status, disposition, group, meeting, decidedOn, reviewBy, conditions, takenBy, ratifies }, { keyOf }) => ({
        status,
        disposition,
        group_key: keyOf('group', group),
        meeting: keyOf('meeting', meeting),
        decided_on: decidedOn,
        review_by: reviewBy ?? null,
        open_conditions: conditions.filter(({ outcome }) => outcome === 'open').length,
        unsettled: conditions.filter(({ outcome }) => outcome === 'open' || outcome === 'failed').length,
        taken_by: takenBy,
        ratifies: keyOf('decision', ratifies),
      }),
    ),
    indexRows(affects, ['affects'], ({ affects: affected }, { key }) => {
      const rows = affected.map(({ kind, id, as }) => ({
        sub: `${as}:${id}`,
        values: { item: key(kind, id), part: as },
      }));
      return [...new Map(rows.map((row) => [row.sub, row])).values()];
    }),
    indexRows(deadlines, ['status', 'reviewBy', 'reviewRaised'], ({ status, reviewBy, reviewRaised }) =>
      STANDING.includes(status) ? deadline('review', reviewBy, reviewRaised) : [],
    ),
  ],
};

function evolve(state: DecisionView | undefined, event: Event): DecisionView {
  if (event.type === 'DecisionRecorded') {
    const conditions = event.data.conditions.map((condition) => ({ ...condition, outcome: 'open' as const }));
    return { ...event.data, status: 'in-force', conditions, reviews: [], challenges: [] };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with DecisionRecorded.`);
  switch (event.type) {
    case 'DecisionConditionMet':
      return settled(state, event, 'met');
    case 'DecisionConditionWaived':
      return settled(state, event, 'waived');
    case 'DecisionConditionFailed':
      return settled(state, event, 'failed');
    case 'DecisionReleased':
      return { ...state, status: 'released', release: { ...actedOn(event), ...event.data } };
    case 'DecisionReviewed': {
      // The due review is done even if no next one is set.
      const { nextReviewBy: reviewBy, ...review } = event.data;
      return { ...state, reviewBy, reviews: [...state.reviews, { ...actedOn(event), ...review }] };
    }
    case 'DecisionReviewFellDue':
      return { ...state, reviewRaised: event.data.reviewBy };
    case 'DecisionAffectedAdded':
      return { ...state, affects: [...state.affects, event.data] };
    case 'DecisionChallenged':
      return { ...state, challenges: [...state.challenges, { ...actedOn(event), ...event.data }] };
    case 'DecisionChallengeResolved':
      return { ...state, challenges: resolved(state.challenges, event.data) };
    case 'DecisionSuperseded': {
      const { by, reason } = event.data;
      return {
        ...state,
        ...withoutReview(state),
        status: 'superseded',
        supersededBy: by,
        ended: { ...actedOn(event), reason },
      };
    }
    case 'DecisionRevoked':
      return {
        ...state,
        ...withoutReview(state),
        status: 'revoked',
        ended: { ...actedOn(event), reason: event.data.reason },
      };
    case 'DecisionCorrected': {
      const corrected = { ...state, [event.data.field]: event.data.value ?? undefined };
      return STANDING.includes(state.status) ? corrected : { ...corrected, ...withoutReview(corrected) };
    }
    default:
      return unknownEvent(event);
  }
}

function withoutReview({ reviewBy, reviewLapsed }: DecisionView): Partial<DecisionView> {
  return { reviewBy: undefined, reviewLapsed: reviewBy ?? reviewLapsed };
}

function actedOn({ metadata }: Event): ActedOn {
  return { by: answersFor(metadata), occurredAt: metadata.occurredAt };
}

type ConditionEvent = Extract<Event, { data: { condition: number } }>;

function settled(state: DecisionView, event: ConditionEvent, outcome: ConditionOutcome): DecisionView {
  const { condition: number, ...data } = event.data;
  const conditions = state.conditions.map((condition) =>
    condition.number === number ? { ...condition, outcome, settled: { ...actedOn(event), ...data } } : condition,
  );
  return { ...state, conditions };
}

/** An answer resolves the oldest open challenge. */
function resolved(challenges: readonly ChallengeView[], answer: { outcome: string; narrative?: string }) {
  const open = challenges.findIndex(({ outcome }) => outcome === undefined);
  return challenges.map((challenge, index) => (index === open ? { ...challenge, ...answer } : challenge));
}
