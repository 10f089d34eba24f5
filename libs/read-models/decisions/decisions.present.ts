import { isReadyToRelease } from '#domain/index.js';
import { type AnswerOf, type Item, type QueryContext, type ReferenceNames, withReferences } from '#read-store/index.js';
import { dueSince } from '../deadlines/deadline.js';
import {
  type ActedOn,
  type ChallengeView,
  type ConditionView,
  type DecisionView,
  STANDING,
} from './decisions.projection.js';
import type { DECISION_LIST } from './decisions.schema.js';

export type ShownDecision = AnswerOf<typeof DECISION_LIST>['items'][number];

export function presentDecisions(view: QueryContext, items: readonly Item<DecisionView>[]) {
  return withReferences(view, items, ({ head, state }, references): ShownDecision => {
    const { maybe, shows, of } = references;
    return {
      ...head,
      title: state.title,
      disposition: state.disposition,
      rationale: state.rationale,
      decidedOn: state.decidedOn,
      access: state.access.level,
      restrictedTo: maybe(state.access.group),
      group: maybe(state.group),
      meeting: maybe(state.meeting),
      takenBy: state.takenBy,
      status: state.status,
      readyToRelease: isReadyToRelease(state),
      reviewBy: state.reviewBy ?? null,
      reviewLapsed: state.reviewLapsed ?? null,
      reviewDueSince: STANDING.includes(state.status) ? dueSince(state.reviewBy, state.reviewRaised) : null,
      alternatives: state.alternatives,
      supersedes: maybe(state.supersedes),
      supersededBy: maybe(state.supersededBy),
      ratifies: maybe(state.ratifies),
      affects: state.affects.filter(({ id }) => shows(id)).map(({ id, kind, as }) => ({ reference: of(id), kind, as })),
      funding: state.funding.map((line) => ({
        amount: line.amount ?? null,
        currency: line.currency,
        recurrent: line.recurrent ?? null,
        source: line.source ?? null,
        period: line.period ?? null,
        status: line.status ?? null,
      })),
      ...outcomeFields(state, references),
    };
  });
}

function outcomeFields({ conditions, release, reviews, challenges, ended }: DecisionView, { of }: ReferenceNames) {
  const done = ({ by, occurredAt }: ActedOn) => ({ by: of(by), occurredAt });
  const condition = ({ number, text, agreedBy, outcome, settled }: ConditionView) => ({
    number,
    text,
    agreedBy: agreedBy === undefined ? null : of(agreedBy),
    outcome,
    settled: settled ? { ...done(settled), evidence: settled.evidence ?? null, reason: settled.reason ?? null } : null,
  });
  const challenge = ({ grounds, outcome, narrative, ...raised }: ChallengeView) => ({
    ...done(raised),
    grounds,
    outcome: outcome ?? null,
    narrative: narrative ?? null,
  });
  return {
    conditions: conditions.map(condition),
    release: release ? { ...done(release), narrative: release.narrative ?? null } : null,
    reviews: reviews.map(({ outcome, narrative, ...held }) => ({
      ...done(held),
      outcome,
      narrative: narrative ?? null,
    })),
    challenges: challenges.map(challenge),
    ended: ended ? { ...done(ended), reason: ended.reason } : null,
  };
}
