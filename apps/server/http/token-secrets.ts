import type { TokenState } from '#domain/access/token.js';
import type { PartyState } from '#domain/party/state.js';
import { newSecret } from '#platform/access/access-store.js';
import type { Ledger } from '../ledger/open-ledger.js';
import type { Afterwards } from './commands.controller.js';

/** Makes the secret of a token that was just issued, and forgets that of one that was revoked. */
export function tokenSecrets({ access, commands }: Ledger): Afterwards {
  return async (aggregate, verb, { id, reference, events }) => {
    if (aggregate.kind !== 'access' || events.length === 0) return undefined;
    if (verb === 'revoke') {
      access.revokeToken(id, new Date().toISOString());
      return undefined;
    }
    if (access.tokens().some((row) => row.id === id)) return undefined;
    const issued = (await commands.find(['access'], id))?.state as TokenState;
    const party = (await commands.find(['party'], issued.party))?.state as PartyState;
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
