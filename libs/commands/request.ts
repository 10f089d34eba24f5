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
  /** What the events are found by with those of other commands: the trace of the request; the command's own id where absent. */
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

/** What is said of a command before it is known by an id and stamped. */
export interface Undated extends Omit<CommandMetadata, Omitted> {
  /** Left out where the command states no time: then it is true from its recording on. */
  readonly occurredAt?: OccurredAt;
}

/** What the events of a command say of it besides when they are recorded. */
export type Unstamped = Undated & Pick<CommandMetadata, 'commandId' | 'correlationId' | 'causationId'>;

/** What the events of a command will say of it: who, why, under which meeting. `now` bounds what it may date back. */
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

/** The same of the command that an id names. */
export function knownBy(commandId: string, said: Undated, { correlationId = commandId }: Request): Unstamped {
  return { ...said, commandId, correlationId, causationId: commandId };
}

/** The metadata of events that are recorded at an instant. */
export function stampedAt(recordedAt: Instant, { occurredAt = recordedAt, ...rest }: Unstamped): CommandMetadata {
  return { recordedAt, ...rest, occurredAt };
}

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
