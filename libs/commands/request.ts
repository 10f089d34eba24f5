import {
  type CommandBody,
  type CommandMetadata,
  type CommandRule,
  type Context,
  type Instant,
  isInstant,
  type Kind,
  type LookupResult,
  londonDate,
  type OccurredAt,
  type Principal,
  streamPrefix,
  toInstant,
  unknownReferenceMessage,
} from '#domain/index.js';
import { CommandFailure } from './failures.js';
import { bodyHash } from './ids.js';
import type { FindItem } from './lookups.js';
import { requireBehalf, requireDating } from './permissions.js';

export interface Request {
  readonly kind: Kind;
  readonly verb?: string;
  readonly ref?: string;
  readonly command: CommandBody;
  readonly principal: Principal;
  readonly idempotencyKey?: string;
  readonly ifMatch?: number;
  /** The trace id of the request; the command id replaces it if absent. */
  readonly correlationId?: string | undefined;
}

export interface Result {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly position: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly commandId: string;
  readonly replayed?: true;
}

type Omitted = 'recordedAt' | 'occurredAt' | 'commandId' | 'correlationId' | 'causationId';

export interface Undated extends Omit<CommandMetadata, Omitted> {
  /** Absent if the command states no time: the recording time then counts. */
  readonly occurredAt?: OccurredAt;
}

export type Unstamped = Undated & Pick<CommandMetadata, 'commandId' | 'correlationId' | 'causationId'>;

/** `now` bounds how far a command may date back. Errors: CommandFailure for an unknown party or meeting. */
export async function undated(
  request: Request,
  { redact }: Pick<CommandRule, 'redact'>,
  now: Instant,
  find: FindItem,
): Promise<Undated> {
  const { principal, kind, verb, command } = request;
  const { occurredAt, reason, meeting, minuteRef, onBehalfOf, source } = command;
  requireDating(principal, 'occurredAt', occurredAt, now);
  requireDating(principal, 'source.statedBy', source?.statedBy, now);
  if (onBehalfOf) requireBehalf(principal);
  const named = async (named: Kind, ref: string, field: string): Promise<LookupResult> => {
    const found = await find([named], ref);
    if (found) return found;
    throw new CommandFailure('unknown-reference', unknownReferenceMessage(field, named, ref), { field, value: ref });
  };
  return {
    actor: principal.actor,
    onBehalfOf: onBehalfOf && {
      party: (await named('party', onBehalfOf.party, 'onBehalfOf.party')).id,
      source: onBehalfOf.source,
    },
    occurredAt: isInstant(occurredAt) ? toInstant(occurredAt) : occurredAt,
    reason,
    bodyHash: bodyHash({ kind: streamPrefix(kind), verb, body: redact?.(command) ?? command }),
    meeting: meeting && (await named('meeting', meeting, 'meeting')).id,
    minuteRef,
    source,
  };
}

export function knownBy(commandId: string, said: Undated, { correlationId = commandId }: Request): Unstamped {
  return { ...said, commandId, correlationId, causationId: commandId };
}

export function stampedAt(recordedAt: Instant, { occurredAt = recordedAt, ...rest }: Unstamped): CommandMetadata {
  return { recordedAt, ...rest, occurredAt };
}

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
