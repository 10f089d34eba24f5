import type { Instant } from '../kernel/calendar.js';
import type { Fact } from '../kernel/decider.js';

/** What a group was shown: where its report stood, and the report's hash. */
export interface IssuedPack {
  /** The position in the store that the pack was issued on; another store has others. */
  readonly position: number;
  /** The number of the ledger's last event then, the same in every copy; packs of earlier versions have none. */
  readonly number?: number;
  readonly hash: string;
  /** The version of what the hash covers: 2 the report with its asks; without it, as 1, counts and lists alone. */
  readonly covers?: 2;
}

export type MeetingFact =
  | Fact<'MeetingScheduled', { reference: string; group: string; startsAt: Instant; title?: string }>
  | Fact<'MeetingRescheduled', { startsAt: Instant; reason: string }>
  | Fact<'MeetingPackIssued', IssuedPack>
  | Fact<'MeetingHeld', { present: string[]; apologies: string[]; quorate?: boolean }>
  | Fact<'MeetingMinutesApproved', object>
  | Fact<'MeetingCancelled', { reason: string }>;
