import { newSigningSecret } from '#platform/access/webhooks/port.js';
import type { Ledger } from '../ledger/open-ledger.js';
import type { Afterwards } from './commands.controller.js';

/** Makes the secret of a webhook that was just created or asked for another, and forgets that of one withdrawn. */
export function webhookSecrets({ access: { webhooks } }: Ledger): Afterwards {
  return async ({ kind }, verb, { id, revision }) => {
    if (kind !== 'webhook') return undefined;
    if (verb === 'withdraw') await webhooks.forget(id);
    if (verb !== undefined && verb !== 'roll-secret') return undefined;
    const secret = newSigningSecret();
    // Of the repeats of one command one makes the secret, and the others have none to show.
    return (await webhooks.putSecret(id, secret, revision)) ? { secret } : undefined;
  };
}
