import type { TokenState } from '#domain/access/token.js';
import type { PartyState } from '#domain/party/state.js';
import { newSecret } from '#platform/access/access-store.js';
import type { Ledger } from '../ledger/open-ledger.js';
import type { Afterwards } from './commands.controller.js';

/** Makes the secret of a token that was just issued, and forgets that of one that was revoked. */
export function tokenSecrets({ access, commands }: Ledger): Afterwards {
  return async (aggregate, verb, { id, reference }) => {
    if (aggregate.kind !== 'access') return undefined;
    if (verb === 'revoke') {
      // Also where the ledger knew it as revoked: a crash may have come between the two.
      access.revokeToken(id, new Date().toISOString());
      return undefined;
    }
    const issued = (await commands.find(['access'], id))?.state as TokenState;
    const party = (await commands.find(['party'], issued.party))?.state as PartyState;
    // Nothing is awaited from here on: of two racing repeats of one command, one makes the secret.
    if (access.tokens().some((row) => row.id === id)) return undefined;
    const secret = newSecret();
    const actor = {
      party: issued.party,
      kind: party.kind,
      organisation: party.kind === 'organisation' ? issued.party : party.organisation,
      post: party.kind === 'post' ? party.name : undefined,
      roles: issued.roles,
    };
    const credential = { token: id, actor, programmes: issued.programmes, groups: issued.groups };
    access.addToken(secret, reference, credential, issued.label, new Date().toISOString());
    return { token: secret };
  };
}
