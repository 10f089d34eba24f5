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
  token: 'tokens',
  webhook: 'webhooks',
  import: 'imports',
  ledger: 'ledger',
} as const;
export type Kind = keyof typeof PLURALS;
export const KINDS = Object.keys(PLURALS) as Kind[];
/** Kinds whose commands anybody may give; an import gives its own. */
export type OpenKind = Exclude<Kind, 'import'>;
export const OPEN_KINDS: readonly OpenKind[] = KINDS.filter((kind): kind is OpenKind => kind !== 'import');

/** Stream prefix by kind: on disk and in the audit trail tokens are called `access`. */
const PREFIXES = {
  programme: 'programme',
  group: 'group',
  party: 'party',
  meeting: 'meeting',
  action: 'action',
  milestone: 'milestone',
  target: 'target',
  decision: 'decision',
  token: 'access',
  webhook: 'webhook',
  import: 'import',
  ledger: 'ledger',
} as const satisfies Record<Kind, string>;
/** What has a stream of its own; a stream is named `<kind>-<id>`. */
export type StreamPrefix = (typeof PREFIXES)[Kind];
export const STREAM_PREFIXES: readonly StreamPrefix[] = Object.values(PREFIXES);
const byPrefix: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [PREFIXES[kind], kind]));

export const streamPrefix = (kind: Kind): StreamPrefix => PREFIXES[kind];
export const kindOfPrefix = (prefix: string): Kind | undefined => byPrefix.get(prefix);

/** The stream of an item; there is one of the kind `ledger`, whose id does not matter. */
export const streamName = (kind: Kind, id: string): string => (kind === 'ledger' ? kind : `${PREFIXES[kind]}-${id}`);

/** The item of a stream's name; undefined where no kind has such streams. */
export function itemOfStream(stream: string): { readonly kind: Kind; readonly id: string } | undefined {
  const dash = stream.indexOf('-');
  const kind = byPrefix.get(dash < 0 ? stream : stream.slice(0, dash));
  return kind && { kind, id: stream.slice(dash + 1) };
}

/** A past-tense fact as a decider gives it. `occurredAt` only where the fact carries its own date. */
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
  /** The event that it sends next; only where a verb needs it. */
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
  /** Only for `needs.position`: the ledger's head, and the number of the first event from there. */
  readonly place?: LedgerPosition;
  /** Only for `needs.number`: the position of that event. */
  readonly numbered?: NumberedPosition;
  /** Only for `needs.deliveries`. */
  readonly deliveries?: DeliveryState;
  readonly toPrivateAddresses?: boolean;
  /** Only for `needs.signIn`: the token that it speaks for. */
  readonly signIn?: { readonly token: string | null };
  /** Only for `needs.packOf`: the report's position, number and SHA-256, and the version of that hash. */
  readonly pack?: { readonly position: number; readonly number: number; readonly hash: string; readonly covers?: 2 };
}

/** Data that the handler fetches from its ports into the context before it decides. */
export interface Needs {
  /** A position of the ledger: `context.place`. */
  readonly position?: number;
  /** The number of an event: `context.numbered`. */
  readonly number?: number;
  /** How far the webhook has come, with the event that it sends next for `pendingEvent`: `context.deliveries`. */
  readonly deliveries?: 'halted' | 'pendingEvent';
  /** The id of the group whose report is shown: `context.pack`. */
  readonly packOf?: string;
  /** The id of somebody who signed in at the organisation: `context.signIn`. */
  readonly signIn?: string;
}

/** Shared by verbs and creations. The optional hooks keep special cases out of the command handler. */
export interface CommandRule<Command extends CommandBody = CommandBody, State = unknown> {
  readonly body: new () => Command;
  readonly roles: readonly Role[];
  readonly summary: string;
  needs?(command: Command, state: State): Needs;
  /** The body without what could be guessed from its hash, such as a person's name. */
  redact?(command: Command): object;
  /** The name of a person that goes to the erasable directory; no event holds it. The state is absent for a creation. */
  personName?(command: Command, state: State): string | undefined;
  /** Erases the person's name and mail address from the directory. */
  readonly erasesPerson?: true;
  /** The mail address that goes to the erasable directory; no event holds it. */
  mailAddress?(command: Command): string;
  /** Erases the mail address from the directory; of a repeat, only where the state has none. */
  erasesMailAddress?(state: State): boolean;
  /** The field in which the first answer shows a secret that is nowhere else. */
  readonly secret?: 'token' | 'secret';
}

/** One command of an aggregate: its body, who may give it, and what it decides. */
export interface Verb<State, Command extends CommandBody, F extends Fact> extends CommandRule<Command, State> {
  decide(command: Command, state: State, context: Context): Outcome<F>;
  /** Why the item's state alone forbids it, whatever the command says; `allowedBy` adds the transitions to it. */
  refusedIn?(state: State, context: Context): Refusal | undefined;
}

/** As a `Verb`, but decided without a state: it begins the stream. */
export interface Creation<Command extends CommandBody, F extends Fact> extends CommandRule<Command, undefined> {
  /** The prefix under which a reference is made when the command gives none, `SMI-A` for `SMI-A05`. */
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

/** As `verb`, for the verbs of one aggregate: its state and events are said once. */
export function verbsOf<State, F extends Fact>() {
  return <Command extends CommandBody>(definition: Verb<State, Command, F>): Verb<State, Command, F> => definition;
}

/** Ends an exhaustive switch over event types. */
export function unknownEvent(event: never): never {
  throw new Error(`Unknown event type ${(event as Fact).type}: add it to evolve, or an upcaster for its old form.`);
}
