import type { Ledger } from '../ledger/open-ledger.js';
import type { CommandResultEnricher } from './result-enricher.js';
import { tokenSecrets } from './token-secrets.js';
import { webhookSecrets } from './webhook-secrets.js';

export function enricherOf(ledger: Ledger): CommandResultEnricher {
  const all = [tokenSecrets(ledger), webhookSecrets(ledger)];
  return async (...done) => {
    for (const each of all) {
      const added = await each(...done);
      if (added) return added;
    }
    return undefined;
  };
}
