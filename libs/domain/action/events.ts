import type { Access } from '../kernel/access.js';
import type { CalendarDate } from '../kernel/calendar.js';
import type { Fact } from '../kernel/decider.js';
import type { Rating } from '../kernel/rating.js';
import type { Authority } from '../timescale/authorities.js';
import type { Timescale } from '../timescale/reading.js';

export const PARTS = ['accountable', 'lead', 'joint', 'assures'] as const;
export type Part = (typeof PARTS)[number];
export const SOLE_PARTS: readonly Part[] = ['accountable', 'lead'];
export interface PartyPart {
  /** The party's id. */
  readonly party: string;
  readonly part: Part;
}
export const WITHDRAWAL_KINDS = ['no-longer-needed', 'duplicate', 'transferred', 'superseded'] as const;
export type WithdrawalKind = (typeof WITHDRAWAL_KINDS)[number];

/** A reference that another system knows an item by. */
export interface ExternalRef {
  readonly system: string;
  readonly ref: string;
}

export type ActionFact =
  | Fact<
      'ActionCreated',
      {
        reference: string;
        title: string;
        description?: string;
        programme: string;
        alsoIn?: string[];
        overseenBy?: string;
        parent?: string;
        timescale?: Timescale;
        parties?: PartyPart[];
        externalRefs?: ExternalRef[];
        dependsOn?: string[];
        reviewOn?: CalendarDate;
        access: Access;
      }
    >
  | Fact<
      'ActionDescribed',
      {
        title?: string;
        description?: string;
        alsoIn?: string[];
        overseenBy?: string | null;
        externalRefs?: ExternalRef[];
        access?: Access;
      }
    >
  | Fact<'ActionMoved', { programme: string; reason: string }>
  | Fact<'ActionPartyAssigned', PartyPart>
  | Fact<'ActionPartyReleased', PartyPart>
  | Fact<'ActionTimescaleRevised', { timescale: Timescale; reason: string; authority: Authority; askedBy?: string }>
  | Fact<'ActionDateRequested', { timescale: Timescale; reason: string }>
  | Fact<'ActionDateRequestRefused', { reason: string }>
  | Fact<'ActionReadingConfirmed', { timescale: Timescale; basis: string }>
  | Fact<'ActionForecast', { timescale: Timescale; narrative?: string }>
  | Fact<'ActionReviewDateSet', { reviewOn: CalendarDate | null }>
  | Fact<'ActionReviewFellDue', { reviewOn: CalendarDate }>
  | Fact<'ActionStarted', object>
  | Fact<'ActionProgressReported', { narrative: string; percent?: number }>
  | Fact<'ActionRated', { rating: Rating; narrative?: string; scheme: number }>
  | Fact<'ActionBlocked', { reason: string }>
  | Fact<'ActionUnblocked', object>
  | Fact<'ActionDeferred', { reason: string; until?: CalendarDate }>
  | Fact<'ActionDeferralFellDue', { until: CalendarDate }>
  | Fact<'ActionResumed', { reason: string }>
  | Fact<'ActionOccurrenceCompleted', { due: CalendarDate; evidence?: string }>
  | Fact<'ActionOccurrenceMissed', { due: CalendarDate; reason: string }>
  | Fact<'ActionCompleted', { narrative?: string }>
  | Fact<'ActionCompletionDeclined', { reason: string }>
  | Fact<'ActionVerified', { evidence?: string }>
  | Fact<'ActionWithdrawn', { kind: WithdrawalKind; reason: string; replacedBy?: string }>
  | Fact<'ActionReopened', { reason: string }>
  | Fact<'ActionSplit', { into: string[] }>
  | Fact<'ActionMerged', { into: string; reason: string }>
  | Fact<'ActionEscalated', { to: string; ask: string }>
  | Fact<'ActionEscalationAnswered', { answer: 'accepted' | 'returned'; narrative?: string }>
  | Fact<'ActionDependencyAdded', { on: string }>
  | Fact<'ActionDependencyRemoved', { on: string; reason: string }>
  | Fact<'ActionEvidenceAttached', { title: string; url?: string; text?: string; access: Access }>
  | Fact<'ActionNoteAdded', { text: string; access: Access }>
  | Fact<'ActionCorrected', { field: string; before: unknown; value: unknown; reason: string }>;
