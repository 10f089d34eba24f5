import type { AccessStore } from '#access/index.js';
import type { Commands } from '#commands/index.js';
import { BY_CLAIM, type TokenState } from '#domain/index.js';
import type { Person } from './organisation.js';

/** A token of the ledger, and the link by which a person speaks for it. */
export interface SpeaksFor {
  readonly token: string;
  readonly signIn: string;
}

/** A claim of another form is no reference, so nothing is asked of the ledger. */
const REFERENCE = /^[A-Z0-9][A-Z0-9-]{0,39}$/;

/**
 * An administrator's link comes first, then the claim rule. Both end at a token, so that roles come from the ledger and
 * never from the provider.
 */
export function speaksForOf(
  access: Pick<AccessStore, 'signIns' | 'tokens' | 'isLive'>,
  commands: Pick<Commands, 'find'>,
): (person: Person) => Promise<SpeaksFor | undefined> {
  return async (person) => {
    const row = await access.signIns.of(person);
    if (row && row.token !== null && (await access.isLive(row.token))) return { token: row.token, signIn: row.id };
    const token = await byClaim(person.claim);
    return token === undefined ? undefined : { token, signIn: BY_CLAIM };
  };

  /** The oldest live token that was opened to the rule, of the party whose reference the claim is. */
  async function byClaim(reference: string | null): Promise<string | undefined> {
    if (reference === null || !REFERENCE.test(reference)) return undefined;
    const party = await commands.find(['party'], reference);
    // An id would find it too, and a provider may let people choose their own name.
    if (party?.reference !== reference) return undefined;
    const own = (await access.tokens()).filter(({ party: of, revokedAt }) => of === party.id && revokedAt === null);
    for (const { id } of own) {
      const state = (await commands.find(['token'], id))?.state as TokenState | undefined;
      if (state && !state.revoked && state.signIns.includes(BY_CLAIM)) return id;
    }
    return undefined;
  }
}
