import {
  type Aggregate,
  type CommandMetadata,
  type FollowUp,
  type Kind,
  type Principal,
  streamName,
  streamPrefix,
} from '#domain/index.js';
import { inSpan, SPANS } from '#platform/index.js';
import { appender, measuredAppend, repeated } from './appending.js';
import { type AggregatesByKind, type CommandDecider, commandDecider, idOf, ruleOf } from './deciding.js';
import { earlierCreation } from './earlier-keys.js';
import { ATTEMPTS, accepted, CommandFailure, codeOf, contention } from './failures.js';
import { commandIds, createdId } from './ids.js';
import { keyedMutex } from './keyed-mutex.js';
import { type FindItem, itemFinder, withLookup } from './lookups.js';
import { requireRole } from './permissions.js';
import { erasePersonal, keepPersonal, personalIn } from './personal.js';
import type { CommandHandlerOptions, Commands, OfferedVerb, Preview, Previews, Together } from './ports.js';
import { previews } from './previewing.js';
import type { RecordingClock } from './recording-clock.js';
import { type ReferenceClaims, references } from './references.js';
import { knownBy, type Request, type Result, stampedAt, type Undated, type Unstamped, undated } from './request.js';
import { type StreamStates, streamStates } from './stream-states.js';
import { togetherHandler } from './together.js';

/** The one door through which commands become events: load, decide, append. */
export class CommandHandler implements Commands {
  readonly find: FindItem;
  private readonly aggregates: AggregatesByKind;
  private readonly previews: Previews;
  private readonly clock: RecordingClock;
  private readonly names: CommandHandlerOptions['directory'];
  private readonly states: StreamStates;
  private readonly claims: ReferenceClaims;
  private readonly append: ReturnType<typeof appender>;
  private readonly decider: CommandDecider;
  private readonly earlierCreation: ReturnType<typeof earlierCreation>;
  private readonly together: ReturnType<typeof togetherHandler>;
  private readonly inTurn = keyedMutex();

  constructor({ store, aggregates, clock, directory, ...ports }: CommandHandlerOptions) {
    this.aggregates = aggregates;
    this.clock = clock;
    this.names = directory;
    this.states = streamStates(store, { observe: clock.observe });
    this.claims = references(store);
    this.find = itemFinder(aggregates, this.states, this.claims);
    this.decider = commandDecider(this.find, ports);
    const { states, claims, find, decider, inTurn } = this;
    this.previews = previews({ aggregates, clock, states, claims, find, decider });
    const append = measuredAppend(store, states);
    this.append = appender(append, states, clock);
    this.together = togetherHandler({
      ...{ store, aggregates, clock, states, claims, find, decider, inTurn, append },
      names: directory,
    });
    this.earlierCreation = earlierCreation(this.states, this.claims);
  }

  handle(request: Request): Promise<Result> {
    const { kind, verb = 'create' } = request;
    return inSpan(SPANS.handleCommand, { kind, verb }, () => this.handleOnce(request));
  }

  private async handleOnce(request: Request): Promise<Result> {
    const { kind, verb, principal, idempotencyKey } = request;
    const { aggregate, rule } = ruleOf(this.aggregates, request);
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

  handleTogether(requests: readonly Request[]): Promise<Together> {
    return this.together(requests);
  }

  preview(request: Request): Promise<Preview> {
    return this.previews.preview(request);
  }

  offered(kind: Kind, ref: string, principal: Principal): Promise<readonly OfferedVerb[]> {
    return this.previews.offered(kind, ref, principal);
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
    const facts = await this.decider.creation(aggregate, request, metadata, id, reference);
    await this.claims.claim({ reference, kind: aggregate.kind, id }, metadata);
    await keepPersonal(this.names, id, personalIn(creation, command, undefined));
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
    const id = await idOf(this.claims, aggregate, request.ref ?? '');
    const stream = streamName(aggregate.kind, id);
    const ids = commandIds(request.principal, stream, request.idempotencyKey);
    const unstamped = knownBy(ids.id, said, request);
    const rule = aggregate.verbs[verb] as Aggregate['verbs'][string];
    return this.inTurn(stream, async () => {
      let before = await this.states.seen(aggregate, stream);
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const seen = before;
        const { decided, written } = await this.clock.withRecordedAt(async (recordedAt) => {
          const metadata = stampedAt(recordedAt, unstamped);
          const decided = await this.decider.change({ aggregate, rule, request, id }, metadata, seen, ids.earlier);
          if (!decided.facts) return { decided };
          await keepPersonal(this.names, id, personalIn(rule, request.command, seen?.state));
          return { decided, written: await this.append(aggregate, id, seen, decided.facts, metadata) };
        });
        if (written) {
          await erasePersonal(this.names, id, [rule]);
          return written;
        }
        // A cached state is only good for an append: everything else reads the tail and decides again.
        const current = await this.states.current(aggregate, stream);
        if (decided.end && current?.revision === before?.revision) {
          const ended = decided.end();
          await erasePersonal(this.names, id, [rule], current?.state);
          return ended;
        }
        before = current;
      }
      throw contention(request.ref);
    });
  }
}
