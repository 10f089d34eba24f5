import type { Principal } from './metadata.js';

export interface ItemScope {
  readonly programmes: readonly string[];
  readonly parties: readonly string[];
}

export function mayReportOn({ actor, programmes }: Principal, scope: ItemScope): boolean {
  if (actor.roles.includes('secretary')) return true;
  if (!actor.roles.includes('contributor')) return false;
  const { party, organisation } = actor;
  return (
    scope.programmes.some((programme) => programmes.includes(programme)) ||
    scope.parties.some((id) => id === party || id === organisation)
  );
}
