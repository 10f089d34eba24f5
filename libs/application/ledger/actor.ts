import type { Commands } from '#commands/index.js';
import type { Actor, PartyState, Role } from '#domain/index.js';

/** A party of the ledger, by id or reference, as the actor of events. */
export async function actorOf({ find }: Pick<Commands, 'find'>, ref: string, roles: readonly Role[]): Promise<Actor> {
  const found = await find(['party'], ref);
  if (!found) throw new Error(`Unknown party ${ref}; give the id or reference of a party on this ledger.`);
  const { kind, organisation, name } = found.state as PartyState;
  return {
    party: found.id,
    kind,
    organisation: kind === 'organisation' ? found.id : organisation,
    post: kind === 'post' ? name : undefined,
    roles,
  };
}
