import { type AccessStore, newSecret } from '#access/index.js';
import type { Commands, Result } from '#commands/index.js';
import type { TokenState } from '#domain/index.js';
import { actorOf } from '../ledger/actor.js';
import type { Ledger } from '../ledger/open-ledger.js';

export const tokenSecrets = ({ access, commands }: Ledger) => ({
  'link-sign-in': ({ id }: Result) => followSignIns(access, commands, id),
  'unlink-sign-in': ({ id }: Result) => followSignIns(access, commands, id),
  async create({ id, reference }: Result): Promise<{ readonly token: string } | undefined> {
    const issued = (await commands.find(['token'], id))?.state as TokenState;
    const secret = newSecret();
    const actor = await actorOf(commands, issued.party, issued.roles);
    const credential = { token: id, actor, programmes: issued.programmes, groups: issued.groups };
    const createdAt = new Date().toISOString();
    // Concurrent repeats race: one stores the secret, the others return none.
    const made = await access.addToken({ secret, reference, credential, label: issued.label, createdAt });
    return made ? { token: secret } : undefined;
  },
  async revoke({ id }: Result): Promise<undefined> {
    // Repeats the revocation: a crash may have come between event and access store.
    await access.revokeToken(id, new Date().toISOString());
    await access.signIns.follow(id, [], new Date());
  },
});

/** From the state and not the command, so that a repeat of an old command does not undo a later one. */
async function followSignIns(access: AccessStore, commands: Commands, id: string): Promise<undefined> {
  const found = await commands.find(['token'], id);
  if (!found) return;
  const { revoked, signIns } = found.state as TokenState;
  await access.signIns.follow(id, revoked ? [] : signIns, new Date());
}
