import { createdId, partysCommandId } from '#commands/index.js';
import type { Actor, Principal } from '#domain/index.js';

export const SYSTEM: Principal = {
  actor: { party: 'system', kind: 'system', roles: ['administrator', 'secretary'] },
  programmes: [],
};

export const ADMINISTRATOR_KEY = 'ledger-administrator';
export const ADMINISTRATOR = { kind: 'post', name: 'Ledger administrator' } as const;

/** ADMIN_TOKEN and the first token use this fixed party id in every ledger. */
export const administrator: Actor = {
  party: createdId(partysCommandId(SYSTEM.actor.party, ADMINISTRATOR_KEY), 'party'),
  kind: ADMINISTRATOR.kind,
  post: ADMINISTRATOR.name,
  roles: ['administrator', 'secretary'],
};

/** Idempotency keys of the command line belong to this token id, with or without a running server. */
export const COMMAND_LINE = 'cli';
