import type { Result } from '#commands/index.js';
import type { WebhookState } from '#domain/index.js';
import { newSigningSecret } from '#webhooks/index.js';
import type { Ledger } from '../ledger/open-ledger.js';
import type { CommandEffects } from './command-effect.js';

export function webhookSecrets({ access: { webhooks }, commands }: Ledger): CommandEffects {
  async function addSecret({ id, revision }: Result): Promise<{ readonly secret: string } | undefined> {
    const secret = newSigningSecret();
    const state = (await commands.find(['webhook'], id))?.state as WebhookState | undefined;
    const oldSecretUntil = state?.oldSecretUntil;
    // Concurrent repeats race: one stores the secret, the others return none.
    return (await webhooks.putSecret(id, secret, revision, oldSecretUntil)) ? { secret } : undefined;
  }
  return {
    create: addSecret,
    'roll-secret': addSecret,
    async resume({ id, revision }) {
      await webhooks.resume(id, revision);
      return undefined;
    },
    async withdraw({ id, revision }) {
      await webhooks.forget(id, revision);
      return undefined;
    },
  };
}
