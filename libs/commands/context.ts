import { londonDate } from '#domain/kernel/calendar.js';
import type { Context, Place } from '#domain/kernel/decider.js';
import type { CommandMetadata } from '#domain/kernel/metadata.js';
import type { Request } from './request.js';

/** What a decider may know of a command besides its fields and the item's state. */
export function contextOf(
  { principal }: Request,
  metadata: CommandMetadata,
  id: string,
  reference: string,
): Omit<Context, 'lookup'> {
  const { recordedAt, occurredAt, onBehalfOf, meeting, minuteRef, reason, source } = metadata;
  return {
    now: recordedAt,
    today: londonDate(recordedAt),
    id,
    reference,
    occurredAt,
    statedBy: source?.statedBy,
    principal: { ...principal, onBehalfOf },
    meeting,
    minuteRef,
    reason,
  };
}

/** What webhooks are subject to. */
export interface Settled {
  /** Where a position stands, for a command with `fromPosition`. */
  place?(position: number): Promise<Place>;
  /** Whether webhooks may go to private addresses. */
  readonly toPrivateAddresses?: boolean;
}

/** Answers what a decider may know of them. */
export const settled =
  ({ place, toPrivateAddresses }: Settled) =>
  async ({ command }: Request): Promise<Pick<Context, 'place' | 'toPrivateAddresses'>> => {
    const { fromPosition } = command as { fromPosition?: number };
    return { place: fromPosition === undefined ? undefined : await place?.(fromPosition), toPrivateAddresses };
  };
