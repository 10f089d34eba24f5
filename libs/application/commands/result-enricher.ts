import type { Result } from '#commands/index.js';
import type { Aggregate, Kind } from '#domain/index.js';
import type { Ledger } from '../ledger/open-ledger.js';
import type { CommandEffects } from './command-effect.js';
import { tokenSecrets } from './token-secrets.js';
import { webhookSecrets } from './webhook-secrets.js';

export type CommandResultEnricher = (
  aggregate: Aggregate,
  verb: string | undefined,
  result: Result,
) => Promise<object | undefined>;

export function enricherOf(ledger: Ledger): CommandResultEnricher {
  const effects: Readonly<Partial<Record<Kind, CommandEffects>>> = {
    token: tokenSecrets(ledger),
    webhook: webhookSecrets(ledger),
  };
  return async ({ kind }, verb = 'create', result) => effects[kind]?.[verb]?.(result);
}
