import type { Principal } from './metadata.js';

/** Whose an item is, by ids: the programmes it appears in and its parties. */
export interface ItemScope {
  readonly programmes: readonly string[];
  readonly parties: readonly string[];
}

/**
 * True when somebody may report on an item: a secretary on every one, a contributor on those of its party,
 * its organisation or its programmes. docs/domain.md, section 11.
 */
export function mayReportOn({ actor, programmes }: Principal, scope: ItemScope): boolean {
  if (actor.roles.includes('secretary')) return true;
  if (!actor.roles.includes('contributor')) return false;
  const { party, organisation } = actor;
  return (
    scope.programmes.some((programme) => programmes.includes(programme)) ||
    scope.parties.some((id) => id === party || id === organisation)
  );
}
