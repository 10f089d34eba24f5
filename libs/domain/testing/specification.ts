import { readBody } from '../kernel/body.js';
import { londonDate } from '../kernel/calendar.js';
import {
  type Aggregate,
  type Context,
  type Fact,
  isRefusal,
  type Lookup,
  type LookupResult,
  type Outcome,
  type Recorded,
  type Refusal,
} from '../kernel/decider.js';
import type { EventMetadata, Principal } from '../kernel/metadata.js';
import type { MeetingState } from '../meeting/meeting.js';

export const NOW = '2018-06-01T09:00:00.000Z';
export const secretary: Principal = {
  actor: { party: 'party-secretary', kind: 'post', roles: ['secretary'] },
  programmes: [],
};

export interface SpecContext extends Partial<Omit<Context, 'lookup'>> {
  readonly items?: readonly LookupResult[];
}

export function recorded<F extends Fact>(
  fact: F,
  revision: number,
  metadata: Partial<EventMetadata> = {},
): Recorded<F> {
  return {
    ...fact,
    id: `event-${revision}`,
    stream: 'stream',
    revision,
    metadata: {
      schemaVersion: 1,
      recordedAt: NOW,
      actor: secretary.actor,
      occurredAt: fact.occurredAt ?? NOW,
      commandId: `command-${revision}`,
      bodyHash: '',
      correlationId: '',
      causationId: '',
      ...metadata,
    },
  };
}

export function given<State, F extends Fact>(aggregate: Aggregate<State, F>, facts: readonly (F | Recorded<F>)[] = []) {
  const state = facts.reduce<State | undefined>(
    (before, fact, revision) => aggregate.evolve(before, 'metadata' in fact ? fact : recorded(fact, revision)),
    undefined,
  );
  return {
    state,
    when(name: string, body: object = {}, circumstances: SpecContext = {}): Outcome<F> {
      const rule = name === 'create' ? aggregate.creation : aggregate.verbs[name];
      if (!rule) throw new Error(`${aggregate.kind} has no verb ${name}`);
      const command = commandOf(rule.body, body);
      const context = contextOf(circumstances);
      return aggregate.creation === rule
        ? aggregate.creation.decide(command, context)
        : (rule as (typeof aggregate.verbs)[string]).decide(command, state as State, context);
    },
  };
}

export function prefixFor({ creation }: Aggregate, body: object, lookup: Lookup): string | Refusal {
  if (!creation) throw new Error('It is not created.');
  return creation.referencePrefix(commandOf(creation.body, body), lookup);
}

function commandOf<Command extends object>(command: new () => Command, body: object): Command {
  const read = readBody(command, body);
  if ('errors' in read) throw new Error(`Invalid body: ${JSON.stringify(read.errors)}`);
  return read.command;
}

export function codeOrTypes(outcome: Outcome<Fact>): string | string[] {
  return isRefusal(outcome) ? outcome.refused : outcome.map((fact) => fact.type);
}

export function contextOf({ items = [], ...rest }: SpecContext = {}): Context {
  return {
    now: NOW,
    today: NOW.slice(0, 10),
    id: 'item',
    reference: 'SMI-A01',
    occurredAt: NOW,
    principal: secretary,
    lookup: lookupOf(items),
    ...rest,
  };
}

export function lookupOf(items: readonly LookupResult[]): Lookup {
  const findAny = (ref: string) => items.find((item) => item.id === ref || item.reference === ref);
  return {
    findAny,
    nextMeeting: (group, after) =>
      (items as readonly LookupResult<MeetingState>[])
        .filter(({ kind, state }) => kind === 'meeting' && state.group === group)
        .map(({ reference, state }) => ({ reference, on: londonDate(state.startsAt) }))
        .filter(({ on }) => on > after)
        .sort((one, other) => (one.on < other.on ? -1 : 1))[0],
    find: <State>(kind: string, ref: string) =>
      items.find((item) => item.kind === kind && (item.id === ref || item.reference === ref)) as
        | LookupResult<State>
        | undefined,
  };
}
