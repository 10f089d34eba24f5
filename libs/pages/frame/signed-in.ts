import { type Queries, whoAmI } from '#application/index.js';
import { KEEPS_PARTIES } from '#domain/index.js';
import { nameOf } from '../words/names.js';
import type { SignedIn } from './page.js';

type Credential = Parameters<typeof whoAmI>[1];

/** Whom a token speaks for, in words; asked again after each event, because an erased name must not stay. */
export function signedInAs(queries: Queries): (credential: Credential) => Promise<SignedIn> {
  let at = -1;
  const known = new Map<string, Promise<SignedIn>>();
  return (credential) => {
    if (at !== queries.position()) {
      at = queries.position();
      known.clear();
    }
    const { token } = credential;
    const asked = known.get(token) ?? inWords(queries, credential);
    known.set(token, asked);
    asked.catch(() => known.delete(token));
    return asked;
  };
}

async function inWords(queries: Queries, credential: Credential): Promise<SignedIn> {
  const { party, name, organisation, roles, groups, names } = await whoAmI(queries, credential);
  return {
    name: name ?? nameOf(names, party),
    organisation: organisation && nameOf(names, organisation),
    party,
    roles,
    groups,
    importsPlans: KEEPS_PARTIES.some((role) => roles.includes(role)),
  };
}
