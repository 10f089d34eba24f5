import type { Kind } from '#domain/index.js';
import type { Ledger } from '../ledger/open-ledger.js';
import type { CommandEffects, CommandResultEnricher } from './result-enricher.js';
import { tokenSecrets } from './token-secrets.js';
import { webhookSecrets } from './webhook-secrets.js';

export function enricherOf(ledger: Ledger): CommandResultEnricher {
  const effects: Readonly<Partial<Record<Kind, CommandEffects>>> = {
    token: tokenSecrets(ledger),
    webhook: webhookSecrets(ledger),
  };
  return async ({ kind }, verb = 'create', result) => effects[kind]?.[verb]?.(result);
}
