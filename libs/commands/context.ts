import {
  type CommandMetadata,
  type Context,
  type DeliveryState,
  type LedgerPosition,
  londonDate,
  type NumberedPosition,
} from '#domain/index.js';

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
export interface CommandPorts {
  /** Where a position stands, for a command with `fromPosition`. */
  place?(position: number): Promise<LedgerPosition>;
  /** Where the event of a number stands, for a command with `fromNumber`. */
  numbered?(number: number): Promise<NumberedPosition>;
  /** Why a webhook is halted, by its id. */
  halted?(webhook: string): Promise<string | undefined>;
  /** The event that a webhook sends next, by its id. */
  owed?(webhook: string): Promise<DeliveryState['owed']>;
  /** Whether webhooks may go to private addresses. */
  readonly toPrivateAddresses?: boolean;
}

type Answered = Pick<Context, 'place' | 'numbered' | 'deliveries' | 'toPrivateAddresses'>;

/** Answers what a decider may know of them; the id is that of the item that a verb is given to. */
export const withDefaultPorts =
  ({ place, numbered, halted, owed, toPrivateAddresses }: CommandPorts) =>
  async ({ kind, verb, command }: Request, id?: string): Promise<Answered> => {
    const { fromPosition, fromNumber } = command as { fromPosition?: number; fromNumber?: number };
    const ofWebhook = kind === 'webhook' && id !== undefined;
    return {
      place: fromPosition === undefined ? undefined : await place?.(fromPosition),
      numbered: fromNumber === undefined ? undefined : await numbered?.(fromNumber),
      deliveries: ofWebhook
        ? { halted: await halted?.(id), owed: verb === 'skip-event' ? await owed?.(id) : undefined }
        : undefined,
      toPrivateAddresses,
    };
  };
