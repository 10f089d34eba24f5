import type { AccessStore, Credential } from '#access/index.js';
import { AUDITS, type Role, SEES_EVERYTHING } from '#domain/index.js';
import type { Viewer } from '#read-store/index.js';

/** What a credential may see: auditors and secretaries everything, others what is not another group's. */
export function readerOf({ actor, groups }: Credential): Viewer {
  const has = (roles: readonly Role[]) => actor.roles.some((role) => roles.includes(role));
  return { everything: has(SEES_EVERYTHING), groups, seesAccess: has(AUDITS) };
}

/** Finds what the bearer of a token may see now; undefined where the token is unknown or revoked. */
export const tokenReader =
  (access: Pick<AccessStore, 'credentialOf'>) =>
  async (token: string): Promise<Viewer | undefined> => {
    const credential = await access.credentialOf(token);
    return credential && readerOf(credential);
  };
