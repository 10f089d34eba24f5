import type {
  Aggregate,
  Context,
  DeliveryState,
  Fact,
  Kind,
  LedgerPosition,
  Needs,
  NumberedPosition,
  Principal,
} from '#domain/index.js';
import type { EventStore } from '#event-store/index.js';
import type { CommandFailure } from './failures.js';
import type { FindItem, FindMeeting } from './lookups.js';
import type { RecordingClock } from './recording-clock.js';
import type { Request, Result } from './request.js';

/** Answers what a verb's `needs` asks for besides streams. What has no port is undefined in the context. */
export interface CommandPorts {
  place?(position: number): Promise<LedgerPosition>;
  numbered?(number: number): Promise<NumberedPosition>;
  /** Why a webhook is halted, by its id. */
  halted?(webhook: string): Promise<string | undefined>;
  /** The event that a webhook sends next, by its id. */
  pendingEvent?(webhook: string): Promise<DeliveryState['pendingEvent']>;
  /** The report that a group is shown, by the group's id. */
  pack?(group: string): Promise<NonNullable<Context['pack']>>;
  /** The first meeting of a group after a day, as far as is known; never fails for not knowing. */
  readonly nextMeeting?: FindMeeting;
  /** Somebody who signed in at the organisation, by the id that the ledger made up. */
  signIn?(id: string): Promise<Context['signIn']>;
  readonly toPrivateAddresses?: boolean;
}

/** Keeps the names of persons and mail addresses, by the id of the party: no event holds one. */
export interface PersonNameStore {
  put(party: string, name: string): Promise<void>;
  putAddress(party: string, address: string): Promise<void>;
  eraseAddress(party: string): Promise<void>;
  /** Erases the name and the mail address. */
  erase(party: string): Promise<void>;
}

export interface CommandHandlerOptions extends CommandPorts {
  readonly store: EventStore;
  readonly aggregates: Readonly<Partial<Record<Kind, Aggregate>>>;
  readonly clock: RecordingClock;
  readonly directory: PersonNameStore;
}

/** The events of a command that was decided and not appended (dry run). */
export interface Preview {
  /** The item's revision now; null for a creation. */
  readonly revision: number | null;
  /** A creation without a reference shows the prefix of the one that it would get. */
  readonly events: readonly Pick<Fact, 'type' | 'data'>[];
}

/** A verb that the principal's roles may give. The item's state may refuse it. */
export interface OfferedVerb {
  readonly verb: string;
  readonly summary: string;
  /** Why it may not be given now; null where it may. */
  readonly refused: { readonly code: string; readonly detail: string } | null;
}

export interface Previews {
  /** Decides as `handle` does and records nothing. Errors: those of `handle`. */
  preview(request: Request): Promise<Preview>;
  /** Errors: `item-not-found`. */
  offered(kind: Kind, ref: string, principal: Principal): Promise<readonly OfferedVerb[]>;
}

/** Either every command's answer, in order, or the one that failed, in which case none is recorded. */
export type Together =
  | { readonly results: readonly Result[]; readonly failed?: undefined }
  | { readonly results?: undefined; readonly failed: number; readonly failure: CommandFailure };

export interface Commands extends Previews {
  /**
   * Handles one command. Fails with a CommandFailure (its own codes and those of the deciders) or a StoreError.
   * The same idempotency key again answers as it first did and writes nothing.
   */
  handle(request: Request): Promise<Result>;
  /**
   * Handles commands on one item in order, all or none: one append. Errors: `batch-not-on-one-item` and StoreError; a
   * command's own failure is the answer. `ifMatch` is the revision before the first of them.
   */
  handleTogether(requests: readonly Request[]): Promise<Together>;
  /** Finds an item by id or reference, in its stream as it stands now. */
  readonly find: FindItem;
  /** Drops cached streams and claims after the store was replaced. */
  forget(): void;
}

type Answered = Pick<Context, 'place' | 'numbered' | 'deliveries' | 'pack' | 'signIn' | 'toPrivateAddresses'>;

/** Asks the ports for what a verb needs; `id` is that of the item that it is given to. */
export async function askPorts(ports: CommandPorts, needs: Needs, id: string): Promise<Answered> {
  const { position, number, deliveries, packOf, signIn } = needs;
  return {
    place: position === undefined ? undefined : await ports.place?.(position),
    numbered: number === undefined ? undefined : await ports.numbered?.(number),
    deliveries: deliveries && {
      halted: await ports.halted?.(id),
      pendingEvent: deliveries === 'pendingEvent' ? await ports.pendingEvent?.(id) : undefined,
    },
    pack: packOf === undefined ? undefined : await ports.pack?.(packOf),
    signIn: signIn === undefined ? undefined : await ports.signIn?.(signIn),
    toPrivateAddresses: ports.toPrivateAddresses,
  };
}
