import type { Fields, FieldsArgument, RefusalCode } from '#errors/index.js';
import type { CalendarDate, Instant, OccurredAt } from './calendar.js';
import type { CommandBody } from './command.js';
import type { EventMetadata, Principal } from './metadata.js';
import type { Role } from './roles.js';

export const PLURALS = {
  programme: 'programmes',
  group: 'groups',
  party: 'parties',
  meeting: 'meetings',
  action: 'actions',
  milestone: 'milestones',
  target: 'targets',
  decision: 'decisions',
  access: 'tokens',
  webhook: 'webhooks',
  ledger: 'ledger',
} as const;
/** What has a stream of its own; a stream is named `<kind>-<id>`. */
export type Kind = keyof typeof PLURALS;
export const KINDS = Object.keys(PLURALS) as Kind[];

export interface Fact<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
  readonly occurredAt?: OccurredAt;
}

export type Recorded<F extends Fact = Fact> = F & {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly metadata: EventMetadata;
};

export interface Refusal {
  readonly refused: RefusalCode;
  readonly detail: string;
  readonly fields: Fields<RefusalCode>;
}

export type Outcome<F extends Fact> = readonly F[] | Refusal;

export function refuse<C extends RefusalCode>(code: C, detail: string, ...fields: FieldsArgument<C>): Refusal;
export function refuse(code: RefusalCode, detail: string, fields: Refusal['fields'] = {}): Refusal {
  return { refused: code, detail, fields };
}

export function isRefusal(outcome: object): outcome is Refusal {
  return 'refused' in outcome;
}

export interface LookupResult<State = unknown> {
  readonly kind: Kind;
  readonly id: string;
  readonly reference: string;
  readonly state: State;
}

/** Lookups are true at this moment only: the store itself guarantees just the uniqueness of references. */
export interface Lookup {
  find<State>(kind: Kind, ref: string): LookupResult<State> | undefined;
  findAny(ref: string): LookupResult | undefined;
  /** Undefined also when the read models lag and no meeting is known. */
  nextMeeting(group: string, after: CalendarDate): NextMeeting | undefined;
}

export interface NextMeeting {
  readonly reference: string;
  readonly on: CalendarDate;
}

export interface LedgerPosition {
  readonly head: number;
  readonly number: number;
}

export interface NumberedPosition {
  readonly last: number;
  readonly position?: number;
}

export interface DeliveryState {
  readonly halted?: string;
  readonly pendingEvent?: { readonly number: number; readonly eventId: string; readonly eventType: string };
}

export interface Context {
  readonly now: Instant;
  readonly today: CalendarDate;
  readonly id: string;
  readonly reference: string;
  readonly occurredAt: OccurredAt;
  readonly statedBy?: OccurredAt;
  readonly principal: Principal;
  readonly meeting?: string;
  readonly minuteRef?: string;
  readonly reason?: string;
  readonly lookup: Lookup;
  readonly place?: LedgerPosition;
  readonly numbered?: NumberedPosition;
  readonly deliveries?: DeliveryState;
  readonly toPrivateAddresses?: boolean;
  /** For `issue-pack` only: the report's position and number, its SHA-256 and what that covers. */
  readonly pack?: { readonly position: number; readonly number: number; readonly hash: string; readonly covers?: 2 };
}

export interface Verb<State, Command extends CommandBody, F extends Fact> {
  readonly body: new () => Command;
  readonly roles: readonly Role[];
  readonly summary: string;
  decide(command: Command, state: State, context: Context): Outcome<F>;
}

export interface Creation<Command extends CommandBody, F extends Fact> {
  readonly body: new () => Command;
  readonly roles: readonly Role[];
  readonly summary: string;
  referencePrefix(command: Command, lookup: Lookup): string | Refusal;
  decide(command: Command, context: Context): Outcome<F>;
  /** A command to another item once the creation is recorded. Runs again on each repeat, so it must be idempotent. */
  followUp?(command: Command, id: string): FollowUp | undefined;
}

export interface FollowUp {
  readonly kind: Kind;
  readonly ref: string;
  readonly verb: string;
  readonly command: CommandBody;
}

/** Without type arguments it is any aggregate: its state is opaque and a verb takes its own command. */
export interface Aggregate<State = unknown, F extends Fact = Fact> {
  readonly kind: Kind;
  readonly plural: string;
  /** Absent for a singleton, which its path alone addresses. */
  readonly creation?: Creation<CommandBody, F>;
  readonly verbs: Readonly<Record<string, Verb<State, CommandBody, F>>>;
  mayReport?(principal: Principal, state: State, lookup: Lookup): boolean;
  /** Throws on an unknown type rather than ignore it silently. */
  evolve(state: State | undefined, event: Recorded<F>): State;
}

export function verb<State, Command extends CommandBody, F extends Fact>(
  definition: Verb<State, Command, F>,
): Verb<State, Command, F> {
  return definition;
}

/** Makes a switch over event types exhaustive at compile time. */
export function unknownEvent(event: never): never {
  throw new Error(`Unknown event type ${(event as Fact).type}: add it to evolve, or an upcaster for its old form.`);
}
