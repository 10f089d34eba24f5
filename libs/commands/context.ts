import { londonDate } from '#domain/kernel/calendar.js';
import type { Context } from '#domain/kernel/decider.js';
import type { CommandMetadata } from '#domain/kernel/metadata.js';
import type { Request } from './request.js';

/** What a decider may know of a command besides its fields and the item's state. */
export function contextOf(
  { principal }: Request,
  metadata: CommandMetadata,
  id: string,
  reference: string,
): Omit<Context, 'lookup'> {
  const { recordedAt, occurredAt, onBehalfOf, meeting, minuteRef, reason } = metadata;
  return {
    now: recordedAt,
    today: londonDate(recordedAt),
    id,
    reference,
    occurredAt,
    principal: { ...principal, onBehalfOf },
    meeting,
    minuteRef,
    reason,
  };
}
