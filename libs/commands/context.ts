import {
  type CommandMetadata,
  type Context,
  type DeliveryState,
  type LedgerPosition,
  londonDate,
  type NumberedPosition,
} from '#domain/index.js';

import type { Request } from './request.js';

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

export interface CommandPorts {
  place?(position: number): Promise<LedgerPosition>;
  numbered?(number: number): Promise<NumberedPosition>;
  halted?(webhook: string): Promise<string | undefined>;
  pendingEvent?(webhook: string): Promise<DeliveryState['pendingEvent']>;
  readonly toPrivateAddresses?: boolean;
}

type Answered = Pick<Context, 'place' | 'numbered' | 'deliveries' | 'toPrivateAddresses'>;

export const withDefaultPorts =
  ({ place, numbered, halted, pendingEvent, toPrivateAddresses }: CommandPorts) =>
  async ({ kind, verb, command }: Request, id?: string): Promise<Answered> => {
    const { fromPosition, fromNumber } = command as { fromPosition?: number; fromNumber?: number };
    const ofWebhook = kind === 'webhook' && id !== undefined;
    return {
      place: fromPosition === undefined ? undefined : await place?.(fromPosition),
      numbered: fromNumber === undefined ? undefined : await numbered?.(fromNumber),
      deliveries: ofWebhook
        ? { halted: await halted?.(id), pendingEvent: verb === 'skip-event' ? await pendingEvent?.(id) : undefined }
        : undefined,
      toPrivateAddresses,
    };
  };
