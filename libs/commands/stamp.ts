import {
  type CommandMetadata,
  type Instant,
  isInstant,
  type Kind,
  type LookupResult,
  type OccurredAt,
  toInstant,
  unknownReferenceMessage,
} from '#domain/index.js';

import { CommandFailure } from './failures.js';
import { bodyHash } from './ids.js';
import type { FindItem } from './lookups.js';
import { requireBehalf, requireDating } from './permissions.js';
import type { Request } from './request.js';

type Omitted = 'recordedAt' | 'occurredAt' | 'commandId' | 'correlationId' | 'causationId';

export interface RequestMetadata extends Omit<CommandMetadata, Omitted> {
  /** Absent when the command states no time: the fact is then true from recordedAt. */
  readonly occurredAt?: OccurredAt;
}

export type UnrecordedMetadata = RequestMetadata & Pick<CommandMetadata, 'commandId' | 'correlationId' | 'causationId'>;

export async function requestMetadata(request: Request, now: Instant, find: FindItem): Promise<RequestMetadata> {
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
    bodyHash: bodyHash({ kind, verb, body: withoutPersonsName(request) }),
    meeting: meeting && (await named('meeting', meeting, 'meeting')).id,
    minuteRef,
    source,
  };
}

export function withCommandId(
  commandId: string,
  said: RequestMetadata,
  { correlationId = commandId }: Request,
): UnrecordedMetadata {
  return { ...said, commandId, correlationId, causationId: commandId };
}

export function buildMetadata(
  recordedAt: Instant,
  { occurredAt = recordedAt, ...rest }: UnrecordedMetadata,
): CommandMetadata {
  return { recordedAt, ...rest, occurredAt };
}

/** Omits a person's name: its hash could be guessed after erasure. */
function withoutPersonsName({ kind, verb, command }: Request): object {
  const ofPerson = kind === 'party' && (verb === 'describe' || (command as { kind?: string }).kind === 'person');
  return ofPerson ? { ...command, name: undefined } : command;
}
