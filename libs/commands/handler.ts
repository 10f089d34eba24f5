import { isInstant, isOccurredAt, londonDate, startOf, toInstant } from '#domain/kernel/calendar.js';
import type { CommandBody } from '#domain/kernel/command.js';
import {
  type Aggregate,
  type Context,
  type Fact,
  type Found,
  isRefusal,
  type Kind,
  type Lookup,
  type Outcome,
} from '#domain/kernel/decider.js';
import { asJson } from '#domain/kernel/json.js';
import type { EventMetadata, OnBehalfOf, Principal } from '#domain/kernel/metadata.js';
import type { Role } from '#domain/kernel/roles.js';
import { SCHEMA_VERSION } from '#domain/upcasters.js';
import { StoreError } from '#event-store/errors.js';
import type { EventStore, NewEvent } from '#event-store/port.js';
import { CommandFailure } from './failures.js';
import { bodyHash, commandId, createdId, eventId } from './ids.js';
import { inTurn } from './in-turn.js';
import { itemFinder, streamName, withLookup } from './lookups.js';
import { isId, references } from './references.js';
import { type Done, type StreamState, streamStates } from './stream-states.js';

/** A command on its way: what is asked, of what, by whom. */
export interface Request {
  readonly kind: Kind;
  /** The verb, and the id or reference of the item; both absent for a creation. */
  readonly verb?: string;
  readonly ref?: string;
  readonly command: CommandBody;
  readonly principal: Principal;
  /** The client's key: the same key again is the same command. */
  readonly idempotencyKey?: string;
  /** The revision that the client last saw. */
  readonly ifMatch?: number;
  readonly correlationId?: string;
}

export interface Result {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly position: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly commandId: string;
}

export interface Surroundings {
  readonly store: EventStore;
  readonly aggregates: Readonly<Partial<Record<Kind, Aggregate>>>;
  /** The moment, in UTC. */
  now(): string;
  /** The report that a meeting's group is shown, for `issue-pack`. */
  pack?(group: string): Promise<{ position: number; hash: string }>;
  /** Where the names of persons are kept, who are not named in events. */
  readonly directory: Directory;
}

export interface Directory {
  put(party: string, name: string): void;
  erase(party: string): void;
}

const BACKDATING_DAYS = 30;
const ATTEMPTS = 20;

/** Makes the one door through which commands become events: load, decide, append. */
export function commandHandler({ store, aggregates, now, pack, directory }: Surroundings) {
  const states = streamStates(store);
  const claims = references(store);
  const find = itemFinder(aggregates, states, claims);
  const turns = inTurn();

  /**
   * Handles one command. Fails with a CommandFailure (its own codes and those of the deciders) or a StoreError.
   * The same idempotency key again answers as it first did and writes nothing.
   */
  async function handle(request: Request): Promise<Result> {
    const aggregate = aggregates[request.kind];
    if (!aggregate) throw new Error(`No aggregate is registered for ${request.kind}.`);
    const rule = request.verb === undefined ? aggregate.creation : aggregate.verbs[request.verb];
    if (!rule) throw new CommandFailure('item-not-found', `${aggregate.plural} have no verb ${request.verb}.`);
    requireRole(request.principal, rule.roles);
    const command = commandId(request.principal.actor.party, request.idempotencyKey);
    const metadata = await metadataOf(request, command);
    return request.verb === undefined
      ? create(aggregate, request, metadata)
      : change(aggregate, request.verb, request, metadata);
  }

  async function create(aggregate: Aggregate, request: Request, metadata: EventMetadata): Promise<Result> {
    const id = createdId(metadata.commandId, aggregate.kind);
    const stream = streamName(aggregate.kind, id);
    if (request.idempotencyKey !== undefined) {
      const first = repeated(await states.current(aggregate, stream), id, metadata);
      if (first) return first;
    }
    const given = (request.command as { reference?: string }).reference;
    const decideAs = (reference: string) =>
      withLookup(find, (lookup) =>
        aggregate.creation.decide(request.command, contextOf(request, metadata, id, reference, lookup)),
      );
    const prefix =
      given ??
      accepted(await withLookup(find, (lookup) => aggregate.creation.referencePrefix(request.command, lookup)));
    for (let attempt = 1; ; attempt++) {
      const reference = given ?? (await claims.propose(prefix));
      const facts = accepted(await decideAs(reference));
      try {
        await claims.claim({ reference, kind: aggregate.kind, id }, metadata);
      } catch (taken) {
        if (given !== undefined || attempt >= ATTEMPTS || !isFailure(taken, 'reference-taken')) throw taken;
        continue;
      }
      keepName(request, id);
      const written = await append(aggregate, stream, undefined, facts, metadata);
      if (written) return answer(id, written, metadata.commandId);
      const first = repeated(await states.current(aggregate, stream), id, metadata);
      if (first) return first;
    }
  }

  async function change(
    aggregate: Aggregate,
    verb: string,
    request: Request,
    metadata: EventMetadata,
  ): Promise<Result> {
    const id = await idOf(aggregate, request.ref ?? '');
    const stream = streamName(aggregate.kind, id);
    return turns(stream, async () => {
      let before = await states.seen(aggregate, stream);
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const decided = await attemptChange(aggregate, verb, request, metadata, id, before);
        if (decided.writable) {
          const written = await append(aggregate, stream, before, decided.facts, metadata);
          if (written) {
            if (verb === 'erase') directory.erase(id);
            return answer(id, written, metadata.commandId);
          }
        }
        const current = await states.current(aggregate, stream);
        // What was decided on a cached state is only good for an append: all else is decided again on the tail.
        if (!decided.writable && current?.revision === before?.revision) return decided.end();
        before = current;
      }
      throw new CommandFailure('too-much-contention', `${request.ref} kept changing; try again.`, {
        attempts: ATTEMPTS,
      });
    });
  }

  type Decided =
    | { readonly writable: true; readonly facts: readonly Fact[] }
    | { readonly writable: false; end(): Result };

  async function attemptChange(
    aggregate: Aggregate,
    verb: string,
    request: Request,
    metadata: EventMetadata,
    id: string,
    before: StreamState | undefined,
  ): Promise<Decided> {
    const fail = (failure: CommandFailure): Decided => ({
      writable: false,
      end() {
        throw failure;
      },
    });
    if (!before) return fail(notFound(aggregate, request.ref ?? ''));
    try {
      const first = repeated(before, id, metadata);
      if (first) return { writable: false, end: () => first };
    } catch (reused) {
      return fail(reused as CommandFailure);
    }
    if (request.ifMatch !== undefined && request.ifMatch !== before.revision) {
      const { ifMatch } = request;
      const detail = `The item is at revision ${before.revision}, not ${ifMatch}; read it again, then decide.`;
      return fail(new CommandFailure('stale-revision', detail, { expected: ifMatch, actual: before.revision }));
    }
    if (mustOwn(request.principal) && aggregate.mayReport?.(request.principal, before.state) === false) {
      return fail(
        new CommandFailure(
          'not-allowed',
          'A contributor reports on items of its own organisation or programmes only.',
          {},
        ),
      );
    }
    const { reference } = before.state as { reference: string };
    const context = contextOf(request, metadata, id, reference, undefined, await packFor(verb, before));
    const outcome: Outcome<Fact> = await withLookup(find, (lookup) =>
      (aggregate.verbs[verb] as (typeof aggregate.verbs)[string]).decide(request.command, before.state, {
        ...context,
        lookup,
      }),
    );
    if (isRefusal(outcome)) return fail(new CommandFailure(outcome.refused, outcome.detail, outcome.fields));
    if (outcome.length > 0) return { writable: true, facts: outcome };
    const { revision, position } = before;
    return {
      writable: false,
      end: () => ({ id, reference, revision, position, events: [], commandId: metadata.commandId }),
    };
  }

  /** Writes the facts at the revision that was decided on; undefined where somebody was faster. */
  async function append(
    aggregate: Aggregate,
    stream: string,
    before: StreamState | undefined,
    facts: readonly Fact[],
    metadata: EventMetadata,
  ): Promise<StreamState | undefined> {
    const events: NewEvent[] = facts.map((fact, index) => ({
      id: eventId(metadata.commandId, stream, index),
      type: fact.type,
      data: asJson(fact.data),
      metadata: asJson({ ...metadata, occurredAt: fact.occurredAt ?? metadata.occurredAt }),
    }));
    try {
      const first = (before?.revision ?? -1) + 1;
      const { position } = await store.append(stream, events, before?.revision ?? 'noStream');
      const written = events.map((event, index) => ({ ...event, stream, revision: first + index, position }));
      return states.appended(aggregate, stream, before, written);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'wrong-expected-revision') return undefined;
      throw error;
    }
  }

  async function metadataOf(request: Request, command: string): Promise<EventMetadata> {
    const { principal } = request;
    const { occurredAt, reason, meeting, minuteRef, onBehalfOf, source } = request.command;
    const recordedAt = now();
    const stated = occurredAt ?? recordedAt;
    requireDating(principal, stated, recordedAt);
    return {
      schemaVersion: SCHEMA_VERSION,
      recordedAt,
      actor: principal.actor,
      onBehalfOf: onBehalfOf && (await behalf(principal, onBehalfOf)),
      occurredAt: isOccurredAt(stated) && isInstant(stated) ? toInstant(stated) : stated,
      reason,
      commandId: command,
      bodyHash: bodyHash({ kind: request.kind, verb: request.verb, body: request.command }),
      correlationId: request.correlationId ?? command,
      causationId: command,
      meeting: meeting === undefined ? undefined : (await named('meeting', meeting, 'meeting')).id,
      minuteRef,
      source,
    };
  }

  async function behalf(principal: Principal, { party, source }: OnBehalfOf): Promise<OnBehalfOf> {
    if (!principal.actor.roles.includes('secretary')) {
      throw new CommandFailure('not-allowed', 'Acting on behalf of somebody needs the role secretary.', {
        field: 'onBehalfOf',
      });
    }
    return { party: (await named('party', party, 'onBehalfOf.party')).id, source };
  }

  async function named(kind: Kind, ref: string, field: string): Promise<Found> {
    const found = await find([kind], ref);
    if (found) return found;
    throw new CommandFailure('unknown-reference', `${field} names no ${kind}: ${ref}.`, { field, value: ref });
  }

  async function idOf(aggregate: Aggregate, ref: string): Promise<string> {
    if (isId(ref)) return ref.toLowerCase();
    const claim = await claims.find(ref);
    if (claim?.kind !== aggregate.kind) throw notFound(aggregate, ref);
    return claim.id;
  }

  async function packFor(verb: string, before: StreamState) {
    return verb === 'issue-pack' && pack ? pack((before.state as { group: string }).group) : undefined;
  }

  function contextOf(
    request: Request,
    metadata: EventMetadata,
    id: string,
    reference: string,
    lookup?: Lookup,
    issued?: Context['pack'],
  ): Context {
    const { recordedAt, occurredAt, onBehalfOf, meeting, minuteRef, reason } = metadata;
    const { actor, programmes } = request.principal;
    return {
      now: recordedAt,
      today: londonDate(recordedAt),
      id,
      reference,
      occurredAt,
      principal: { actor, programmes, onBehalfOf },
      meeting,
      minuteRef,
      reason,
      lookup: lookup as Lookup,
      pack: issued,
    };
  }

  /** The name of a person goes to the directory before the person is on the ledger, never into an event. */
  function keepName(request: Request, id: string): void {
    const { kind, name } = request.command as { kind?: string; name?: string };
    if (request.kind === 'party' && kind === 'person' && name !== undefined) directory.put(id, name);
  }

  return { handle, find };
}

export type CommandHandler = ReturnType<typeof commandHandler>;

function requireRole(principal: Principal, roles: readonly Role[]): void {
  if (principal.actor.roles.some((role) => roles.includes(role))) return;
  throw new CommandFailure('not-allowed', `This needs the role ${roles.join(' or ')}.`, { needs: roles });
}

/** A contributor who is nothing more reports on its own items only. */
function mustOwn({ actor }: Principal): boolean {
  return actor.roles.includes('contributor') && !actor.roles.includes('secretary');
}

/** Nothing is dated in the future, and only a secretary dates a fact back by more than thirty days. */
function requireDating(principal: Principal, stated: string, recordedAt: string): void {
  const from = startOf(stated);
  if (from === undefined) return;
  if (from > recordedAt) {
    throw new CommandFailure('occurred-in-the-future', `${stated} has not come yet; say when it was true.`, {
      field: 'occurredAt',
      value: stated,
    });
  }
  const oldest = new Date(Date.parse(recordedAt) - BACKDATING_DAYS * 86_400_000).toISOString();
  if (from < oldest && !principal.actor.roles.includes('secretary')) {
    const detail = `Dating a fact back by more than ${BACKDATING_DAYS} days needs the role secretary.`;
    throw new CommandFailure('not-allowed', detail, { field: 'occurredAt', value: stated });
  }
}

/** The first answer to a command that the stream has seen; the same key for another body is refused. */
function repeated(
  before: StreamState | undefined,
  id: string,
  { commandId, bodyHash }: EventMetadata,
): Result | undefined {
  const done = before?.done.get(commandId);
  if (!before || !done) return undefined;
  if (done.bodyHash !== bodyHash) {
    throw new CommandFailure(
      'idempotency-key-reused',
      'This Idempotency-Key was used for another command; use a new one.',
    );
  }
  return answer(id, before, commandId);
}

function answer(id: string, { state, done }: StreamState, command: string): Result {
  const { revision, position, events } = done.get(command) as Done;
  return { id, reference: (state as { reference: string }).reference, revision, position, events, commandId: command };
}

function accepted<Accepted extends object | string>(outcome: Accepted): Exclude<Accepted, { refused: string }> {
  if (typeof outcome === 'object' && isRefusal(outcome)) {
    throw new CommandFailure(outcome.refused, outcome.detail, outcome.fields);
  }
  return outcome as Exclude<Accepted, { refused: string }>;
}

function notFound(aggregate: Aggregate, ref: string): CommandFailure {
  return new CommandFailure('item-not-found', `There is no ${aggregate.kind} ${ref}.`, { kind: aggregate.kind, ref });
}

function isFailure(error: unknown, code: string): boolean {
  return error instanceof CommandFailure && error.code === code;
}
