import type { Access } from '../kernel/access.js';
import type { CalendarDate, OccurredAt, Period } from '../kernel/calendar.js';
import type { Fact } from '../kernel/decider.js';

export const DISPOSITIONS = [
  'approve',
  'agree-subject-to',
  'reject',
  'defer',
  'refer',
  'delegate',
  'endorse',
  'ratify',
  'note',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];
export const WAYS_TAKEN = ['meeting', 'chairs-action', 'circulation', 'not-stated'] as const;
export type WayTaken = (typeof WAYS_TAKEN)[number];
export const AFFECTS = ['concerns', 'defers', 'awaits', 'instructs', 'funds', 'fulfils-condition'] as const;
export type AffectedAs = (typeof AFFECTS)[number];

export interface Condition {
  /** 1-based, in the order stated. */
  readonly number: number;
  readonly text: string;
  /** Who must agree that it is met, as stated: a party's or group's id, or words. */
  readonly agreedBy?: string;
}
export interface Affected {
  readonly kind: 'action' | 'milestone' | 'target' | 'decision' | 'programme';
  readonly id: string;
  readonly as: AffectedAs;
}
/** Money is an amount as decimal text with its currency (ISO 4217). */
export interface FundingLine {
  readonly amount?: string;
  readonly currency: string;
  readonly recurrent?: boolean;
  readonly source?: string;
  readonly period?: Period;
  readonly status?: string;
}

export type DecisionFact =
  | Fact<
      'DecisionRecorded',
      {
        reference: string;
        title: string;
        disposition: Disposition;
        rationale: string;
        decidedOn: OccurredAt;
        group?: string;
        meeting?: string;
        takenBy: WayTaken;
        conditions: Condition[];
        reviewBy?: CalendarDate;
        alternatives: string[];
        affects: Affected[];
        funding: FundingLine[];
        supersedes?: string;
        ratifies?: string;
        access: Access;
      }
    >
  | Fact<'DecisionConditionMet', { condition: number; evidence?: string }>
  | Fact<'DecisionConditionWaived', { condition: number; reason?: string }>
  | Fact<'DecisionConditionFailed', { condition: number; reason: string }>
  | Fact<'DecisionReleased', { narrative?: string }>
  | Fact<'DecisionReviewed', { outcome: string; narrative?: string; nextReviewBy?: CalendarDate }>
  | Fact<'DecisionReviewFellDue', { reviewBy: CalendarDate }>
  | Fact<'DecisionAffectedAdded', Affected>
  | Fact<'DecisionChallenged', { by: string; grounds: string }>
  | Fact<'DecisionChallengeResolved', { outcome: string; narrative?: string }>
  | Fact<'DecisionSuperseded', { by: string; reason: string }>
  | Fact<'DecisionRevoked', { reason: string }>
  | Fact<'DecisionCorrected', { field: string; before: unknown; value: unknown; reason: string }>;
