import { executeInSnapshot, type Queries, routes } from '#application/index.js';
import type { Actor } from '#domain/index.js';
import { EVERYTHING } from '#read-store/index.js';
import { nameOf, namesIn } from '../words/names.js';
import type { SignedIn } from './page.js';

type Person = Pick<Actor, 'party' | 'roles'> & { readonly groups: readonly string[] };

/** Who a token speaks for, in words. Asked again once the ledger has moved on: an erased name must not stay. */
export function signedInAs(queries: Queries): (person: Person) => Promise<SignedIn> {
  let at = -1;
  const known = new Map<string, ReturnType<typeof partyOf>>();
  return async ({ party, roles, groups }) => {
    if (at !== queries.position()) {
      at = queries.position();
      known.clear();
    }
    const asked = known.get(party) ?? partyOf(queries, party);
    known.set(party, asked);
    return { ...(await asked), roles, groups };
  };
}

async function partyOf(queries: Queries, id: string): Promise<Pick<SignedIn, 'name' | 'organisation' | 'party'>> {
  try {
    return await executeInSnapshot(queries, {}, EVERYTHING, async (ask) => {
      const party = await ask(routes.party, {}, { ref: id });
      const organisation = party.organisation ? nameOf(namesIn(party), party.organisation) : null;
      return { name: party.name ?? 'A person whose name was erased', organisation, party: party.reference };
    });
  } catch {
    return { name: 'The ledger itself', organisation: null, party: id };
  }
}
