import {
  type Aggregate,
  type CommandMetadata,
  type CommandRule,
  type Fact,
  type Kind,
  type Lookup,
  type Outcome,
} from '#domain/index.js';
import { repeated } from './appending.js';
import { accepted, CommandFailure, notFound } from './failures.js';
import { type FindItem, withLookup } from './lookups.js';
import { maySee, requireOwn, requireRevision } from './permissions.js';
import { askPorts, type CommandPorts } from './ports.js';
import { isId, type ReferenceClaims } from './references.js';
import { contextOf, type Request, type Result } from './request.js';
import type { StreamState } from './stream-states.js';

export interface ItemChange {
  readonly aggregate: Aggregate;
  readonly rule: Aggregate['verbs'][string];
  readonly request: Request;
  readonly id: string;
  /** If-Match is compared with it: an atomic batch moves the state on before it is appended. */
  readonly since?: number;
}

/** Either facts to append, or the answer on the present state. */
export type Decided =
  | { readonly facts: readonly Fact[]; readonly end?: undefined }
  | { readonly facts?: undefined; end(): Result };

export type AggregatesByKind = Readonly<Partial<Record<Kind, Aggregate>>>;

/** The aggregate and the rule of a command; a creation where it names no verb. */
export function ruleOf(aggregates: AggregatesByKind, { kind, verb }: Pick<Request, 'kind' | 'verb'>) {
  const aggregate = aggregates[kind];
  const rule: CommandRule | undefined = verb === undefined ? aggregate?.creation : aggregate?.verbs[verb];
  if (!aggregate || !rule) throw new Error(`${kind} takes no command ${verb ?? 'to create one'}.`);
  return { aggregate, rule };
}

/** Errors: `item-not-found`. */
export async function idOf(claims: ReferenceClaims, aggregate: Aggregate, ref: string): Promise<string> {
  if (!aggregate.creation) return aggregate.kind;
  if (isId(ref)) return ref.toLowerCase();
  const claim = await claims.find(ref);
  if (claim?.kind !== aggregate.kind) throw notFound(aggregate, ref);
  return claim.id;
}

/** Runs the aggregates' decisions with what they ask for; records nothing. */
export function commandDecider(find: FindItem, ports: CommandPorts) {
  const decide = (run: (lookup: Lookup) => Outcome<Fact>) => withLookup(find, run, ports.nextMeeting);

  async function outcomeOf(change: ItemChange, metadata: CommandMetadata, { state }: StreamState) {
    const { aggregate, rule, request, id } = change;
    const { principal, command } = request;
    const { reference } = state as { reference: string };
    const answered = await askPorts(ports, rule.needs?.(command, state) ?? {}, id);
    const context = { ...contextOf(request, metadata, id, reference), ...answered };
    return decide((lookup) => {
      requireOwn(principal, aggregate, state, lookup);
      return rule.decide(command, state, { ...context, lookup });
    });
  }

  return {
    /** Errors: the refusals of the creation. */
    async creation(
      aggregate: Aggregate,
      request: Request,
      metadata: CommandMetadata,
      id: string,
      reference: string,
    ): Promise<readonly Fact[]> {
      const { command } = request;
      const creation = aggregate.creation as NonNullable<Aggregate['creation']>;
      const answered = await askPorts(ports, creation.needs?.(command, undefined) ?? {}, id);
      const context = { ...contextOf(request, metadata, id, reference), ...answered };
      return accepted(await decide((lookup) => creation.decide(command, { ...context, lookup })));
    },

    /** A repeat ends with the first answer, a refusal with its error. */
    async change(
      change: ItemChange,
      metadata: CommandMetadata,
      before: StreamState | undefined,
      earlier: string | undefined,
    ): Promise<Decided> {
      const { aggregate, request, id } = change;
      const { principal, ref = '' } = request;
      try {
        if (!before || !maySee(principal, before.state)) throw notFound(aggregate, ref);
        const { state, revision, position, done } = before;
        const own = repeated(before, id, metadata);
        if (own) return { end: () => own };
        if (earlier !== undefined && done.has(earlier)) {
          await withLookup(find, (lookup) => requireOwn(principal, aggregate, state, lookup));
          const first = repeated(before, id, { ...metadata, commandId: earlier }) as Result;
          return { end: () => first };
        }
        requireRevision(request.ifMatch, change.since ?? revision);
        const facts = accepted(await outcomeOf(change, metadata, before));
        if (facts.length > 0) return { facts };
        const { reference } = state as { reference: string };
        return { end: () => ({ id, reference, revision, position, events: [], commandId: metadata.commandId }) };
      } catch (failure) {
        if (!(failure instanceof CommandFailure)) throw failure;
        return {
          end() {
            throw failure;
          },
        };
      }
    },
  };
}

export type CommandDecider = ReturnType<typeof commandDecider>;
