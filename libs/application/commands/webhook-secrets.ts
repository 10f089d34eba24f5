import type { WebhookState } from '#domain/index.js';
import { newSigningSecret } from '#webhooks/index.js';
import type { Ledger } from '../ledger/open-ledger.js';
import type { CommandResultEnricher } from './result-enricher.js';

export function webhookSecrets({ access: { webhooks }, commands }: Ledger): CommandResultEnricher {
  return async ({ kind }, verb, { id, revision }) => {
    if (kind !== 'webhook') return undefined;
    if (verb === 'withdraw') await webhooks.forget(id, revision);
    if (verb === 'resume') await webhooks.resume(id, revision);
    if (verb !== undefined && verb !== 'roll-secret') return undefined;
    const secret = newSigningSecret();
    const state = (await commands.find(['webhook'], id))?.state as WebhookState | undefined;
    const oldSecretUntil = state?.oldSecretUntil;
    // Concurrent repeats race: one stores the secret, the others return none.
    return (await webhooks.putSecret(id, secret, revision, oldSecretUntil)) ? { secret } : undefined;
  };
}
