import type { CommandBody, Kind, Principal } from '#domain/index.js';

export interface Request {
  readonly kind: Kind;
  readonly verb?: string;
  readonly ref?: string;
  readonly command: CommandBody;
  readonly principal: Principal;
  readonly idempotencyKey?: string;
  readonly ifMatch?: number;
  readonly correlationId?: string;
}

export interface Result {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly position: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly commandId: string;
  readonly replayed?: true;
}
