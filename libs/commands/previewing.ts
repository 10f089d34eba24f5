import { randomUUID } from 'node:crypto';
import { type Context, londonDate, type Refusal, streamName } from '#domain/index.js';
import { type AggregatesByKind, type CommandDecider, idOf, ruleOf } from './deciding.js';
import { accepted, CommandFailure, notFound, referenceTaken } from './failures.js';
import { type FindItem, withLookup } from './lookups.js';
import { maySee, requireOwn, requireRole } from './permissions.js';
import type { OfferedVerb, Preview, Previews } from './ports.js';
import type { RecordingClock } from './recording-clock.js';
import type { ReferenceClaims } from './references.js';
import { knownBy, type Request, stampedAt, undated } from './request.js';
import type { StreamStates } from './stream-states.js';

interface Collaborators {
  readonly aggregates: AggregatesByKind;
  readonly clock: RecordingClock;
  readonly states: StreamStates;
  readonly claims: ReferenceClaims;
  readonly find: FindItem;
  readonly decider: CommandDecider;
}

export function previews({ aggregates, clock, states, claims, find, decider }: Collaborators): Previews {
  async function previewCreation(request: Request): Promise<Preview> {
    const { aggregate } = ruleOf(aggregates, request);
    const { command } = request;
    const creation = aggregate.creation as NonNullable<typeof aggregate.creation>;
    const given = (command as { reference?: string }).reference;
    if (given !== undefined && (await claims.find(given))) throw referenceTaken(given);
    const reference = given ?? accepted(await withLookup(find, (lookup) => creation.referencePrefix(command, lookup)));
    const said = await undated(request, creation, clock.now(), find);
    const metadata = stampedAt(clock.now(), knownBy(randomUUID(), said, request));
    const facts = await decider.creation(aggregate, request, metadata, randomUUID(), reference);
    return { revision: null, events: facts.map(({ type, data }) => ({ type, data })) };
  }

  return {
    async preview(request) {
      const { aggregate, rule } = ruleOf(aggregates, request);
      requireRole(request.principal, rule.roles);
      if (request.verb === undefined) return previewCreation(request);
      const said = await undated(request, rule, clock.now(), find);
      const metadata = stampedAt(clock.now(), knownBy(randomUUID(), said, request));
      const id = await idOf(claims, aggregate, request.ref ?? '');
      const before = await states.current(aggregate, streamName(aggregate.kind, id));
      const change = {
        aggregate,
        rule: aggregate.verbs[request.verb] as (typeof aggregate.verbs)[string],
        request,
        id,
      };
      const decided = await decider.change(change, metadata, before, undefined);
      if (decided.facts)
        return {
          revision: before?.revision ?? null,
          events: decided.facts.map(({ type, data }) => ({ type, data })),
        };
      return { revision: decided.end().revision, events: [] };
    },

    async offered(kind, ref, principal) {
      const aggregate = aggregates[kind];
      if (!aggregate) throw new Error(`There are no items of the kind ${kind}.`);
      const id = await idOf(claims, aggregate, ref);
      const before = await states.current(aggregate, streamName(kind, id));
      if (!before || !maySee(principal, before.state)) throw notFound(aggregate, ref);
      const { state } = before;
      const { reference } = state as { reference: string };
      const now = clock.now();
      const context = { now, today: londonDate(now), id, reference, occurredAt: now, principal };
      const mine = Object.entries(aggregate.verbs).filter(([, { roles }]) =>
        principal.actor.roles.some((role) => roles.includes(role)),
      );
      return withLookup(find, (lookup) =>
        mine.map(([verb, rule]) => {
          const refusal = ownRefusal(() => requireOwn(principal, aggregate, state, lookup));
          const refused = refusal ?? inState(rule.refusedIn?.(state, { ...context, lookup } as Context));
          return { verb, summary: rule.summary, refused };
        }),
      );
    },
  };
}

const inState = (refusal: Refusal | undefined): OfferedVerb['refused'] =>
  refusal ? { code: refusal.refused, detail: refusal.detail } : null;

function ownRefusal(check: () => void): OfferedVerb['refused'] {
  try {
    check();
    return null;
  } catch (failure) {
    if (!(failure instanceof CommandFailure)) throw failure;
    return { code: failure.code, detail: failure.detail };
  }
}
