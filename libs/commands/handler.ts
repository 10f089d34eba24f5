import {
  type Aggregate,
  type CommandMetadata,
  type CommandRule,
  type Fact,
  type FollowUp,
  type Lookup,
  type Outcome,
  streamName,
  streamPrefix,
} from '#domain/index.js';
import { inSpan, SPANS } from '#platform/index.js';
import { appender, repeated } from './appending.js';
import { earlierCreation } from './earlier-keys.js';
import { accepted, CommandFailure, codeOf, notFound } from './failures.js';
import { commandIds, createdId } from './ids.js';
import { keyedMutex } from './keyed-mutex.js';
import { type FindItem, itemFinder, withLookup } from './lookups.js';
import { maySee, requireOwn, requireRevision, requireRole } from './permissions.js';
import { askPorts, type CommandHandlerOptions, type CommandPorts, type Commands } from './ports.js';
import type { RecordingClock } from './recording-clock.js';
import { isId, type ReferenceClaims, references } from './references.js';
import {
  contextOf,
  knownBy,
  type Request,
  type Result,
  stampedAt,
  type Undated,
  type Unstamped,
  undated,
} from './request.js';
import { type StreamState, type StreamStates, streamStates } from './stream-states.js';

/** Maximum decisions per command under optimistic concurrency conflicts. */
const ATTEMPTS = 20;

interface Change {
  readonly aggregate: Aggregate;
  readonly rule: Aggregate['verbs'][string];
  readonly request: Request;
  readonly id: string;
}

/** Either facts to append, or the answer on the present state. */
type Decided =
  | { readonly facts: readonly Fact[]; readonly end?: undefined }
  | { readonly facts?: undefined; end(): Result };

/** The one door through which commands become events: load, decide, append. */
export class CommandHandler implements Commands {
  readonly find: FindItem;
  private readonly aggregates: CommandHandlerOptions['aggregates'];
  private readonly clock: RecordingClock;
  private readonly names: CommandHandlerOptions['directory'];
  private readonly ports: CommandPorts;
  private readonly states: StreamStates;
  private readonly claims: ReferenceClaims;
  private readonly append: ReturnType<typeof appender>;
  private readonly earlierCreation: ReturnType<typeof earlierCreation>;
  private readonly inTurn = keyedMutex();

  constructor({ store, aggregates, clock, directory, ...ports }: CommandHandlerOptions) {
    this.aggregates = aggregates;
    this.clock = clock;
    this.names = directory;
    this.ports = ports;
    this.states = streamStates(store, { observe: clock.observe });
    this.claims = references(store);
    this.find = itemFinder(aggregates, this.states, this.claims);
    this.append = appender(store, this.states);
    this.earlierCreation = earlierCreation(this.states, this.claims);
  }

  handle(request: Request): Promise<Result> {
    const { kind, verb = 'create' } = request;
    return inSpan(SPANS.handleCommand, { kind, verb }, () => this.handleOnce(request));
  }

  private async handleOnce(request: Request): Promise<Result> {
    const { kind, verb, principal, idempotencyKey } = request;
    const aggregate = this.aggregates[kind];
    const rule = verb === undefined ? aggregate?.creation : aggregate?.verbs[verb];
    if (!aggregate || !rule) throw new Error(`${kind} takes no command ${verb ?? 'to create one'}.`);
    requireRole(principal, rule.roles);
    const said = await undated(request, rule, this.clock.now(), this.find);
    if (verb !== undefined) return this.change(aggregate, verb, request, said);
    const ids = commandIds(principal, streamPrefix(kind), idempotencyKey);
    const known = ids.earlier === undefined ? undefined : await this.earlierCreation(aggregate, request, ids.earlier);
    const created = await this.create(aggregate, request, knownBy(known ?? ids.id, said, request));
    const next = aggregate.creation?.followUp?.(request.command, created.id);
    if (next) await this.followUp(request, next, created.commandId);
    return created;
  }

  forget(): void {
    this.states.forgetAll();
    this.claims.forgetAll();
  }

  /** The derived key makes a repeat idempotent. A refusal means that the item has moved on. */
  private async followUp({ principal, correlationId }: Request, next: FollowUp, commandId: string): Promise<void> {
    const idempotencyKey = `${commandId} ${next.verb}`;
    await this.handle({ ...next, principal, idempotencyKey, correlationId }).catch((failure: unknown) => {
      if (!(failure instanceof CommandFailure)) throw failure;
    });
  }

  private async create(aggregate: Aggregate, request: Request, before: Unstamped): Promise<Result> {
    const { kind } = aggregate;
    const creation = aggregate.creation as NonNullable<Aggregate['creation']>;
    const { command } = request;
    const id = createdId(before.commandId, kind);
    const stream = streamName(kind, id);
    // The mutex lets only the first of racing repeats claim a reference.
    return this.inTurn(stream, async () => {
      const first = request.idempotencyKey && repeated(await this.states.current(aggregate, stream), id, before);
      if (first) return first;
      const given = (command as { reference?: string }).reference;
      const prefix =
        given ?? accepted(await withLookup(this.find, (lookup) => creation.referencePrefix(command, lookup)));
      for (let attempt = 1; ; attempt++) {
        const reference = given ?? (await this.claims.propose(prefix, attempt > 1, request.idempotencyKey && id));
        try {
          return await this.clock.withRecordedAt((recordedAt) =>
            this.createUnder(reference, aggregate, request, stampedAt(recordedAt, before), id),
          );
        } catch (taken) {
          if (given !== undefined || attempt === ATTEMPTS || codeOf(taken) !== 'reference-taken') throw taken;
        }
      }
    });
  }

  private async createUnder(
    reference: string,
    aggregate: Aggregate,
    request: Request,
    metadata: CommandMetadata,
    id: string,
  ): Promise<Result> {
    const { command } = request;
    const creation = aggregate.creation as NonNullable<Aggregate['creation']>;
    const answered = await askPorts(this.ports, creation.needs?.(command, undefined) ?? {}, id);
    const context = { ...contextOf(request, metadata, id, reference), ...answered };
    const facts = accepted(await this.decide((lookup) => creation.decide(command, { ...context, lookup })));
    await this.claims.claim({ reference, kind: aggregate.kind, id }, metadata);
    const name = creation.personName?.(command, undefined);
    if (name !== undefined) await this.names.put(id, name);
    const written = await this.append(aggregate, id, undefined, facts, metadata);
    // A conflict means that a repeat in another process won: its result is the answer.
    return written ?? this.repeatedElsewhere(aggregate, id, metadata);
  }

  private async repeatedElsewhere(aggregate: Aggregate, id: string, metadata: CommandMetadata): Promise<Result> {
    const stream = streamName(aggregate.kind, id);
    const first = repeated(await this.states.current(aggregate, stream), id, metadata);
    if (!first) throw new Error(`${stream} exists and was not made by command ${metadata.commandId}.`);
    return first;
  }

  private async change(aggregate: Aggregate, verb: string, request: Request, said: Undated): Promise<Result> {
    const id = await this.idOf(aggregate, request.ref ?? '');
    const stream = streamName(aggregate.kind, id);
    const ids = commandIds(request.principal, stream, request.idempotencyKey);
    const unstamped = knownBy(ids.id, said, request);
    const rule = aggregate.verbs[verb] as Change['rule'];
    return this.inTurn(stream, async () => {
      let before = await this.states.seen(aggregate, stream);
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const seen = before;
        const { decided, written } = await this.clock.withRecordedAt(async (recordedAt) => {
          const metadata = stampedAt(recordedAt, unstamped);
          const decided = await this.decideChange({ aggregate, rule, request, id }, metadata, seen, ids.earlier);
          if (!decided.facts) return { decided };
          const name = rule.personName?.(request.command, seen?.state);
          if (name !== undefined) await this.names.put(id, name);
          return { decided, written: await this.append(aggregate, id, seen, decided.facts, metadata) };
        });
        if (written) {
          await this.forgetErased(rule, id);
          return written;
        }
        // A cached state is only good for an append: everything else reads the tail and decides again.
        const current = await this.states.current(aggregate, stream);
        if (decided.end && current?.revision === before?.revision) {
          const ended = decided.end();
          await this.forgetErased(rule, id);
          return ended;
        }
        before = current;
      }
      throw new CommandFailure('too-much-contention', `${request.ref} kept changing; try again.`, {
        attempts: ATTEMPTS,
      });
    });
  }

  private async decideChange(
    { aggregate, rule, request, id }: Change,
    metadata: CommandMetadata,
    before: StreamState | undefined,
    earlier: string | undefined,
  ): Promise<Decided> {
    try {
      const { principal, command, ref = '' } = request;
      if (!before || !maySee(principal, before.state)) throw notFound(aggregate, ref);
      const { state, revision, position, done } = before;
      const own = repeated(before, id, metadata);
      if (own) return { end: () => own };
      if (earlier !== undefined && done.has(earlier)) {
        await withLookup(this.find, (lookup) => requireOwn(principal, aggregate, state, lookup));
        const first = repeated(before, id, { ...metadata, commandId: earlier }) as Result;
        return { end: () => first };
      }
      requireRevision(request.ifMatch, revision);
      const { reference } = state as { reference: string };
      const answered = await askPorts(this.ports, rule.needs?.(command, state) ?? {}, id);
      const context = { ...contextOf(request, metadata, id, reference), ...answered };
      const outcome = await this.decide((lookup) => {
        requireOwn(principal, aggregate, state, lookup);
        return rule.decide(command, state, { ...context, lookup });
      });
      const facts = accepted(outcome);
      if (facts.length > 0) return { facts };
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

  private decide(run: (lookup: Lookup) => Outcome<Fact>): Promise<Outcome<Fact>> {
    return withLookup(this.find, run, this.ports.nextMeeting);
  }

  /** Repeats too: a crash may have come between the event and the directory. */
  private async forgetErased({ erasesPerson }: Pick<CommandRule, 'erasesPerson'>, party: string): Promise<void> {
    if (erasesPerson) await this.names.erase(party);
  }

  private async idOf(aggregate: Aggregate, ref: string): Promise<string> {
    if (!aggregate.creation) return aggregate.kind;
    if (isId(ref)) return ref.toLowerCase();
    const claim = await this.claims.find(ref);
    if (claim?.kind !== aggregate.kind) throw notFound(aggregate, ref);
    return claim.id;
  }
}
