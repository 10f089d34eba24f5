import type { Instant } from '../kernel/calendar.js';

export const MEETING_STATUSES = ['scheduled', 'held', 'minuted', 'cancelled'] as const;
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

export interface MeetingState {
  readonly reference: string;
  readonly status: MeetingStatus;
  /** The group's id. */
  readonly group: string;
  readonly startsAt: Instant;
  readonly title?: string;
  /** What the group was shown: the position that its reports stood on, and their hash. */
  readonly pack?: { readonly position: number; readonly hash: string };
}
