import { isInstant, toInstant } from '#domain/kernel/calendar.js';
import type { Found, Kind } from '#domain/kernel/decider.js';
import type { CommandMetadata } from '#domain/kernel/metadata.js';
import { namesNone } from '#domain/kernel/resolve.js';
import { CommandFailure } from './failures.js';
import { bodyHash } from './ids.js';
import type { FindItem } from './lookups.js';
import { requireBehalf, requireDating } from './permissions.js';
import type { Request } from './request.js';

/** What is said of a command before it is known by an id. */
export type Stamped = Omit<CommandMetadata, 'commandId' | 'correlationId' | 'causationId'>;

/** What the events of a command will say of it: who, when, why, under which meeting. */
export async function stamp(request: Request, recordedAt: string, find: FindItem): Promise<Stamped> {
  const { principal, kind, verb, command } = request;
  const { occurredAt, reason, meeting, minuteRef, onBehalfOf, source } = command;
  requireDating(principal, 'occurredAt', occurredAt, recordedAt);
  requireDating(principal, 'source.statedBy', source?.statedBy, recordedAt);
  if (onBehalfOf) requireBehalf(principal);
  const named = async (named: Kind, ref: string, field: string): Promise<Found> => {
    const found = await find([named], ref);
    if (found) return found;
    throw new CommandFailure('unknown-reference', namesNone(field, named, ref), { field, value: ref });
  };
  return {
    recordedAt,
    actor: principal.actor,
    onBehalfOf: onBehalfOf && {
      party: (await named('party', onBehalfOf.party, 'onBehalfOf.party')).id,
      source: onBehalfOf.source,
    },
    occurredAt: isInstant(occurredAt) ? toInstant(occurredAt) : (occurredAt ?? recordedAt),
    reason,
    bodyHash: bodyHash({ kind, verb, body: withoutPersonsName(request) }),
    meeting: meeting && (await named('meeting', meeting, 'meeting')).id,
    minuteRef,
    source,
  };
}

/** The same of the command that an id names. */
export function knownBy(commandId: string, stamped: Stamped, { correlationId = commandId }: Request): CommandMetadata {
  return { ...stamped, commandId, correlationId, causationId: commandId };
}

/** The body without what may be a person's name, which could be guessed from its hash once the person is erased. */
function withoutPersonsName({ kind, verb, command }: Request): object {
  const ofPerson = kind === 'party' && (verb === 'describe' || (command as { kind?: string }).kind === 'person');
  return ofPerson ? { ...command, name: undefined } : command;
}
