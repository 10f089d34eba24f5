import type { AccessStore, Credential } from '#access/index.js';
import { AUDITS, type Role, SEES_EVERYTHING } from '#domain/index.js';
import type { Viewer } from '#read-store/index.js';

/** Auditors and secretaries see everything, others no restricted item of another group (docs/domain.md, section 10). */
export function readerOf({ actor, groups }: Credential): Viewer {
  const has = (roles: readonly Role[]) => actor.roles.some((role) => roles.includes(role));
  return { everything: has(SEES_EVERYTHING), groups, seesAccess: has(AUDITS) };
}

export const tokenReader =
  (access: Pick<AccessStore, 'credentialOf'>) =>
  async (token: string): Promise<Viewer | undefined> => {
    const credential = await access.credentialOf(token);
    return credential && readerOf(credential);
  };
