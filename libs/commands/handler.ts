import {
  type Aggregate,
  type CommandMetadata,
  type Fact,
  type FollowUp,
  isRefusal,
  type Kind,
  LEDGER_STREAM,
  type Refusal,
} from '#domain/index.js';

import type { EventStore } from '#event-store/index.js';
import { inSpan, SPANS } from '#platform/index.js';
import { appender } from './appending.js';
import { type CommandPorts, contextOf, withDefaultPorts } from './context.js';
import { earlierCreation } from './earlier-keys.js';
import { CommandFailure, codeOf } from './failures.js';
import { commandIds, createdId } from './ids.js';
import { keyedMutex } from './keyed-mutex.js';
import { type FindMeeting, itemFinder, streamName, withLookup } from './lookups.js';
import { maySee, requireOwn, requireRole } from './permissions.js';
import { type PersonNameStore, personNames } from './person-names.js';
import type { RecordingClock } from './recording-clock.js';
import { isId, references } from './references.js';
import type { Request, Result } from './request.js';
import { knownBy, stampedAt, type Undated, type Unstamped, undated } from './stamp.js';
import { type StreamState, streamStates } from './stream-states.js';

export interface CommandHandlerOptions extends CommandPorts {
  readonly store: EventStore;
  readonly aggregates: Readonly<Partial<Record<Kind, Aggregate>>>;
  readonly clock: RecordingClock;
  /** The report that a meeting's group is shown, for `issue-pack`. */
  pack?(group: string): Promise<{ position: number; number: number; hash: string; covers: 2 }>;
  /** The first meeting of a group after a day, as far as is known; never fails for not knowing. */
  readonly nextMeeting?: FindMeeting;
  readonly directory: PersonNameStore;
}

/** How often a command is decided again because somebody was faster. */
const ATTEMPTS = 20;

/** Makes the one door through which commands become events: load, decide, append. */
export function commandHandler({
  store,
  aggregates,
  clock,
  pack,
  nextMeeting,
  directory,
  ...rest
}: CommandHandlerOptions) {
  const states = streamStates(store, { observe: clock.observe });
  const claims = references(store);
  const find = itemFinder(aggregates, states, claims);
  const turns = keyedMutex();
  const around = withDefaultPorts(rest);
  const names = personNames(directory);
  const append = appender(store, states);
  const begunBefore = earlierCreation(states, claims);

  /**
   * Handles one command. Fails with a CommandFailure (its own codes and those of the deciders) or a StoreError.
   * The same idempotency key again answers as it first did and writes nothing.
   */
  function handle(request: Request): Promise<Result> {
    const { kind, verb = 'create' } = request;
    return inSpan(SPANS.handleCommand, { kind, verb }, () => handleOnce(request));
  }

  async function handleOnce(request: Request): Promise<Result> {
    const { kind, verb, principal, idempotencyKey } = request;
    const aggregate = aggregates[kind];
    const rule = verb === undefined ? aggregate?.creation : aggregate?.verbs[verb];
    if (!aggregate || !rule) throw new Error(`${kind} takes no command ${verb ?? 'to create one'}.`);
    requireRole(principal, rule.roles);
    const said = await undated(request, clock.now(), find);
    if (verb !== undefined) return change(aggregate, verb, request, said);
    const ids = commandIds(principal, kind, idempotencyKey);
    const known = ids.earlier === undefined ? undefined : await begunBefore(aggregate, request, ids.earlier);
    const created = await create(aggregate, request, knownBy(known ?? ids.id, said, request));
    const next = aggregate.creation?.followUp?.(request.command, created.id);
    if (next) await followUp(request, next, created.commandId);
    return created;
  }

  /** Its own key makes it the same command at each repeat. What is refused by now has come to an end in another way. */
  async function followUp({ principal, correlationId }: Request, next: FollowUp, commandId: string): Promise<void> {
    const idempotencyKey = `${commandId} ${next.verb}`;
    await handle({ ...next, principal, idempotencyKey, correlationId }).catch((failure: unknown) => {
      if (!(failure instanceof CommandFailure)) throw failure;
    });
  }

  async function create(aggregate: Aggregate, request: Request, before: Unstamped): Promise<Result> {
    const { kind } = aggregate;
    const creation = aggregate.creation as NonNullable<Aggregate['creation']>;
    const { command } = request;
    const id = createdId(before.commandId, kind);
    const stream = streamName(kind, id);
    // In turn: of racing repeats only the first may claim a reference.
    return turns(stream, async () => {
      const first = request.idempotencyKey && repeated(await states.current(aggregate, stream), id, before);
      if (first) return first;
      const given = (command as { reference?: string }).reference;
      const prefix = given ?? accepted(await withLookup(find, (lookup) => creation.referencePrefix(command, lookup)));
      for (let attempt = 1; ; attempt++) {
        const reference = given ?? (await claims.propose(prefix, attempt > 1, request.idempotencyKey && id));
        try {
          return await clock.stamped((recordedAt) =>
            createUnder(reference, aggregate, request, stampedAt(recordedAt, before), id),
          );
        } catch (taken) {
          if (given !== undefined || attempt === ATTEMPTS || codeOf(taken) !== 'reference-taken') throw taken;
        }
      }
    });
  }

  async function createUnder(
    reference: string,
    aggregate: Aggregate,
    request: Request,
    metadata: CommandMetadata,
    id: string,
  ): Promise<Result> {
    const { command } = request;
    const creation = aggregate.creation as NonNullable<Aggregate['creation']>;
    const context = { ...contextOf(request, metadata, id, reference), ...(await around(request)) };
    const facts = accepted(
      await withLookup(find, (lookup) => creation.decide(command, { ...context, lookup }), nextMeeting),
    );
    await claims.claim({ reference, kind: aggregate.kind, id }, metadata);
    await names.keep(request, id);
    const written = await append(aggregate, id, undefined, facts, metadata);
    // A racing repeat in another process was faster, under a reference of its own: what stands there is the answer.
    return written ?? repeatedElsewhere(aggregate, id, metadata);
  }

  async function repeatedElsewhere(aggregate: Aggregate, id: string, metadata: CommandMetadata): Promise<Result> {
    const stream = streamName(aggregate.kind, id);
    const first = repeated(await states.current(aggregate, stream), id, metadata);
    if (!first) throw new Error(`${stream} exists and was not made by command ${metadata.commandId}.`);
    return first;
  }

  async function change(aggregate: Aggregate, verb: string, request: Request, said: Undated): Promise<Result> {
    const id = await idOf(aggregate, request.ref ?? '');
    const stream = streamName(aggregate.kind, id);
    const ids = commandIds(request.principal, stream, request.idempotencyKey);
    const unstamped = knownBy(ids.id, said, request);
    return turns(stream, async () => {
      let before = await states.seen(aggregate, stream);
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const seen = before;
        const { decided, written } = await clock.stamped(async (recordedAt) => {
          const metadata = stampedAt(recordedAt, unstamped);
          const decided = await decideChange(aggregate, verb, request, metadata, id, seen, ids.earlier);
          if (decided.facts) await names.keep(request, id, seen?.state);
          return { decided, written: decided.facts && (await append(aggregate, id, seen, decided.facts, metadata)) };
        });
        if (written) {
          await names.forgetErased(request, id);
          return written;
        }
        // What was decided on a cached state is only good for an append: all else is decided again on the tail.
        const current = await states.current(aggregate, stream);
        if (decided.end && current?.revision === before?.revision) {
          const ended = decided.end();
          await names.forgetErased(request, id);
          return ended;
        }
        before = current;
      }
      throw new CommandFailure('too-much-contention', `${request.ref} kept changing; try again.`, {
        attempts: ATTEMPTS,
      });
    });
  }

  /** Facts to write; or, where there is nothing to write, how the command ends on this state. */
  type Decided =
    | { readonly facts: readonly Fact[]; readonly end?: undefined }
    | { readonly facts?: undefined; end(): Result };

  async function decideChange(
    aggregate: Aggregate,
    verb: string,
    request: Request,
    metadata: CommandMetadata,
    id: string,
    before: StreamState | undefined,
    earlier: string | undefined,
  ): Promise<Decided> {
    try {
      if (!before || !maySee(request.principal, before.state)) throw notFound(aggregate, request.ref ?? '');
      const own = repeated(before, id, metadata);
      if (own) return { end: () => own };
      if (earlier !== undefined && before.done.has(earlier)) {
        await withLookup(find, (lookup) => requireOwn(request.principal, aggregate, before.state, lookup));
        const first = repeated(before, id, { ...metadata, commandId: earlier }) as Result;
        return { end: () => first };
      }
      requireRevision(request.ifMatch, before.revision);
      const { reference, group } = before.state as { reference: string; group: string };
      const shown = verb === 'issue-pack' && pack ? await pack(group) : undefined;
      const known = await around(request, id);
      const context = { ...contextOf(request, metadata, id, reference), ...known, pack: shown };
      const rule = aggregate.verbs[verb] as Aggregate['verbs'][string];
      const facts = accepted(
        await withLookup(
          find,
          (lookup) => {
            requireOwn(request.principal, aggregate, before.state, lookup);
            return rule.decide(request.command, before.state, { ...context, lookup });
          },
          nextMeeting,
        ),
      );
      if (facts.length > 0) return { facts };
      const { revision, position } = before;
      return { end: () => ({ id, reference, revision, position, events: [], commandId: metadata.commandId }) };
    } catch (failure) {
      if (!(failure instanceof CommandFailure)) throw failure;
      return {
        end() {
          throw failure;
        },
      };
    }
  }

  async function idOf(aggregate: Aggregate, ref: string): Promise<string> {
    if (aggregate.kind === 'ledger') return LEDGER_STREAM;
    if (isId(ref)) return ref.toLowerCase();
    const claim = await claims.find(ref);
    if (claim?.kind !== aggregate.kind) throw notFound(aggregate, ref);
    return claim.id;
  }

  /** Lets go of what is known of the store, where it has become another. */
  function forget(): void {
    states.forgetAll();
    claims.forgetAll();
  }

  return { handle, find, forget };
}

export type CommandHandler = ReturnType<typeof commandHandler>;

function requireRevision(expected: number | undefined, actual: number): void {
  if (expected === undefined || expected === actual) return;
  const detail = `The item is at revision ${actual}, not ${expected}; read it again, then decide.`;
  throw new CommandFailure('stale-revision', detail, { expected, actual });
}

/** The first answer to a command that the stream has seen; the same key for another body is refused. */
function repeated(
  before: StreamState | undefined,
  id: string,
  metadata: Pick<CommandMetadata, 'commandId' | 'bodyHash'>,
): Result | undefined {
  const done = before?.done.get(metadata.commandId);
  if (!before || !done) return undefined;
  if (done.bodyHash === metadata.bodyHash) {
    const { revision, position, events } = done;
    const { reference } = before.state as { reference: string };
    return { id, reference, revision, position, events, commandId: metadata.commandId, replayed: true };
  }
  throw new CommandFailure(
    'idempotency-key-reused',
    'This Idempotency-Key was used for another command; use a new one.',
  );
}

/** What was decided, or the refusal thrown as the failure that it is. */
function accepted<Accepted extends object | string>(outcome: Accepted | Refusal): Accepted {
  if (typeof outcome === 'object' && isRefusal(outcome)) {
    throw new CommandFailure(outcome);
  }
  return outcome as Accepted;
}

function notFound({ kind }: Aggregate, ref: string): CommandFailure {
  return new CommandFailure('item-not-found', `There is no ${kind} ${ref}.`, { kind, ref });
}
