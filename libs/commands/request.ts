import type { CommandBody, Kind, Principal } from '#domain/index.js';

/** A command on its way: what is asked, of what, by whom. */
export interface Request {
  readonly kind: Kind;
  /** The verb, and the id or reference of the item; both absent for a creation. */
  readonly verb?: string;
  readonly ref?: string;
  readonly command: CommandBody;
  readonly principal: Principal;
  /** The client's key: the same key again is the same command. */
  readonly idempotencyKey?: string;
  /** The revision that the client last saw. */
  readonly ifMatch?: number;
  /** What the events are found by with those of other commands: the trace of the request; the command's own id where absent. */
  readonly correlationId?: string | undefined;
}

export interface Result {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly position: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly commandId: string;
  /** True where the command was done before, under the same key, and this is its first answer. */
  readonly replayed?: true;
}
