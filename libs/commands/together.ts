import { type Aggregate, type CommandMetadata, type Instant, streamName } from '#domain/index.js';
import type { EventStore, NewEvent } from '#event-store/index.js';
import { inSpan, SPANS } from '#platform/index.js';
import { type MeasuredAppend, newEvents } from './appending.js';
import { type AggregatesByKind, type CommandDecider, type ItemChange, idOf, ruleOf } from './deciding.js';
import { ATTEMPTS, CommandFailure, contention } from './failures.js';
import { commandIds } from './ids.js';
import type { keyedMutex } from './keyed-mutex.js';
import type { FindItem } from './lookups.js';
import { requireRole } from './permissions.js';
import { erasePersonal, keepPersonal, type Personal, personalIn } from './personal.js';
import type { PersonNameStore, Together } from './ports.js';
import type { RecordingClock } from './recording-clock.js';
import type { ReferenceClaims } from './references.js';
import { knownBy, type Request, type Result, stampedAt, type Unstamped, undated } from './request.js';
import type { StreamState, StreamStates } from './stream-states.js';

interface Collaborators {
  readonly store: EventStore;
  readonly aggregates: AggregatesByKind;
  readonly clock: RecordingClock;
  readonly states: StreamStates;
  readonly claims: ReferenceClaims;
  readonly find: FindItem;
  readonly decider: CommandDecider;
  readonly inTurn: ReturnType<typeof keyedMutex>;
  readonly append: MeasuredAppend;
  readonly names: PersonNameStore;
}

type Failed = Extract<Together, { failed: number }>;

interface Prepared extends ItemChange {
  readonly unstamped: Unstamped;
  readonly earlier: string | undefined;
}

interface Step {
  readonly commandId: string;
  readonly events: readonly NewEvent[];
  readonly personal?: Personal;
  readonly ended?: Result;
}

/** Decides each command on the state that those before it leave, then appends all at once. */
export function togetherHandler(all: Collaborators) {
  const { store, aggregates, clock, states, claims, find, decider, inTurn, append, names } = all;

  async function prepared(request: Request): Promise<Prepared> {
    const { aggregate, rule } = ruleOf(aggregates, request);
    requireRole(request.principal, rule.roles);
    const said = await undated(request, rule, clock.now(), find);
    const id = await idOf(claims, aggregate, request.ref ?? '');
    const ids = commandIds(request.principal, streamName(aggregate.kind, id), request.idempotencyKey);
    const verb = aggregate.verbs[request.verb as string] as ItemChange['rule'];
    return { aggregate, rule: verb, request, id, unstamped: knownBy(ids.id, said, request), earlier: ids.earlier };
  }

  function decided(
    changes: readonly Prepared[],
    stream: string,
    before: StreamState | undefined,
    recordedAt: Instant,
  ): Promise<readonly Step[] | Failed> {
    let standing = before;
    return inOrder(changes, async ({ unstamped, earlier, ...change }) => {
      const metadata: CommandMetadata = stampedAt(recordedAt, unstamped);
      const decision = await decider.change({ ...change, since: before?.revision }, metadata, standing, earlier);
      const { commandId } = metadata;
      if (!decision.facts) return { commandId, events: [], ended: decision.end() };
      const { rule, request, aggregate } = change;
      const { state, revision, position } = standing as StreamState;
      const events = newEvents(stream, decision.facts, metadata, clock);
      const placed = events.map((event, at) => ({ ...event, stream, revision: revision + 1 + at, position }));
      standing = states.after(aggregate, standing as StreamState, placed);
      return { commandId, events, personal: personalIn(rule, request.command, state) };
    });
  }

  /** Undefined where another writer came between. */
  async function written(
    { aggregate, id }: Pick<ItemChange, 'aggregate' | 'id'>,
    steps: readonly Step[],
    before: StreamState,
  ): Promise<readonly Result[] | undefined> {
    const stream = streamName(aggregate.kind, id);
    const events = steps.flatMap((step) => step.events);
    if (events.length === 0) return answers({ ...before, id }, steps, []);
    for (const { personal } of steps) if (personal) await keepPersonal(names, id, personal);
    if (!(await append(stream, before, events))) return undefined;
    // Only the store knows the position of each event, which a repeat is answered with.
    const stored = await store.readStream(stream, { from: before.revision + 1, limit: events.length });
    states.appended(aggregate, stream, before, stored);
    return answers({ ...before, id }, steps, stored);
  }

  async function atOnce(aggregate: Aggregate, requests: readonly Request[]): Promise<Together> {
    const changes = await inOrder(requests, prepared);
    if ('failed' in changes) return changes;
    const [first] = changes;
    if (!first || changes.some(({ id }) => id !== first.id)) throw notOnOneItem();
    const stream = streamName(aggregate.kind, first.id);
    return inTurn(stream, async () => {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const before = await states.current(aggregate, stream);
        const outcome = await clock.withRecordedAt(async (recordedAt) => {
          const steps = await decided(changes, stream, before, recordedAt);
          // A command on an item that does not exist has failed.
          return 'failed' in steps ? steps : written(first, steps, before as StreamState);
        });
        if (!outcome) continue;
        if ('failed' in outcome) return outcome;
        await erasePersonal(
          names,
          first.id,
          changes.map(({ rule }) => rule),
        );
        return { results: outcome };
      }
      throw contention(first.request.ref);
    });
  }

  return async (requests: readonly Request[]): Promise<Together> => {
    const [first] = requests;
    if (!first || requests.some(({ kind, verb }) => kind !== first.kind || verb === undefined)) throw notOnOneItem();
    const { aggregate } = ruleOf(aggregates, first);
    return inSpan(SPANS.handleCommand, { kind: first.kind, verb: 'together' }, () => atOnce(aggregate, requests));
  };
}

const notOnOneItem = () =>
  new CommandFailure(
    'batch-not-on-one-item',
    'All or none is for commands that change one item; leave out `atomic`, or send a batch for each item.',
  );

/** Stops at the first that fails. */
async function inOrder<Given, Done>(
  given: readonly Given[],
  run: (each: Given) => Promise<Done>,
): Promise<readonly Done[] | Failed> {
  const done: Done[] = [];
  for (const [failed, each] of given.entries()) {
    try {
      done.push(await run(each));
    } catch (failure) {
      if (!(failure instanceof CommandFailure)) throw failure;
      return { failed, failure };
    }
  }
  return done;
}

/** Only stored events have a position. */
function answers(
  { id, state, ...before }: StreamState & { readonly id: string },
  steps: readonly Step[],
  stored: readonly Pick<StreamState, 'revision' | 'position'>[],
): readonly Result[] {
  const { reference } = state as { reference: string };
  const given = new Map<string, Result>();
  let count = 0;
  return steps.map(({ commandId, events, ended }) => {
    count += events.length;
    const { revision, position } = stored[count - 1] ?? before;
    if (!ended) {
      const added = events.map(({ id, type }) => ({ id, type }));
      const result = { id, reference, revision, position, events: added, commandId };
      given.set(commandId, result);
      return result;
    }
    const twin = given.get(commandId);
    if (twin) return { ...twin, replayed: true };
    return ended.replayed ? ended : { ...ended, position };
  });
}
