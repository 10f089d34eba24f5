import { newSecret } from '#access/index.js';
import type { TokenState } from '#domain/index.js';
import { actorOf } from '../ledger/actor.js';
import type { Ledger } from '../ledger/open-ledger.js';
import type { CommandResultEnricher } from './result-enricher.js';

export function tokenSecrets({ access, commands }: Ledger): CommandResultEnricher {
  return async (aggregate, verb, { id, reference }) => {
    if (aggregate.kind !== 'access') return undefined;
    if (verb === 'revoke') {
      // Repeats the revocation: a crash may have come between event and access store.
      await access.revokeToken(id, new Date().toISOString());
      return undefined;
    }
    const issued = (await commands.find(['access'], id))?.state as TokenState;
    const secret = newSecret();
    const actor = await actorOf(commands, issued.party, issued.roles);
    const credential = { token: id, actor, programmes: issued.programmes, groups: issued.groups };
    const createdAt = new Date().toISOString();
    // Concurrent repeats race: one stores the secret, the others return none.
    const made = await access.addToken({ secret, reference, credential, label: issued.label, createdAt });
    return made ? { token: secret } : undefined;
  };
}
