import type { Ledger } from '../ledger/open-ledger.js';
import type { Afterwards } from '#apps/server/commands/commands.controller.js';
import { tokenSecrets } from './token-secrets.js';
import { webhookSecrets } from './webhook-secrets.js';

/** What follows of commands outside the ledger, and what it adds to their answers: of each kind its own. */
export function afterwardsOf(ledger: Ledger): Afterwards {
  const all = [tokenSecrets(ledger), webhookSecrets(ledger)];
  return async (...done) => {
    for (const each of all) {
      const added = await each(...done);
      if (added) return added;
    }
    return undefined;
  };
}
