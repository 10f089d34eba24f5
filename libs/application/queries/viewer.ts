import { AUDITS, type Role, SEES_EVERYTHING } from '#domain/kernel/roles.js';
import type { Credential } from '#platform/access/credential.js';
import type { Viewer } from '#read-store/query/visibility.js';

/** What a credential may see: auditors and secretaries everything, others what is not another group's. */
export function readerOf({ actor, groups }: Credential): Viewer {
  const has = (roles: readonly Role[]) => actor.roles.some((role) => roles.includes(role));
  return { everything: has(SEES_EVERYTHING), groups, seesAccess: has(AUDITS) };
}
