import {
  type Access,
  type Aggregate,
  type Lookup,
  type Principal,
  type Role,
  SEES_EVERYTHING,
  startOf,
} from '#domain/index.js';
import { CommandFailure } from './failures.js';

const BACKDATING_DAYS = 30;

/** The item is where the client last saw it. */
export function requireRevision(expected: number | undefined, actual: number): void {
  if (expected === undefined || expected === actual) return;
  const detail = `The item is at revision ${actual}, not ${expected}; read it again, then decide.`;
  throw new CommandFailure('stale-revision', detail, { expected, actual });
}

/** The verb is one that the principal's roles may give: docs/domain.md, section 11. */
export function requireRole({ actor }: Principal, roles: readonly Role[]): void {
  if (actor.roles.some((role) => roles.includes(role))) return;
  throw new CommandFailure('not-allowed', `This needs the role ${roles.join(' or ')}.`, { needs: roles });
}

/** A restricted item is visible to its group, auditors and secretaries: docs/domain.md, section 10. */
export function maySee({ actor, groups = [] }: Principal, state: unknown): boolean {
  const { access } = state as { access?: Access };
  if (access?.level !== 'restricted') return true;
  return actor.roles.some((role) => SEES_EVERYTHING.includes(role)) || groups.some((group) => group === access.group);
}

/** A contributor without another role reports on items of its own organisation or programmes only. */
export function requireOwn(principal: Principal, aggregate: Aggregate, state: unknown, lookup: Lookup): void {
  const { roles } = principal.actor;
  if (!roles.includes('contributor') || roles.includes('secretary')) return;
  if (aggregate.mayReport?.(principal, state, lookup) !== false) return;
  throw new CommandFailure('not-allowed', 'A contributor reports on items of its own organisation or programmes only.');
}

/** No fact is in the future; only a secretary backdates by more than thirty days. */
export function requireDating(
  principal: Principal,
  name: 'occurredAt' | 'source.statedBy',
  stated: string | undefined,
  recordedAt: string,
): void {
  const from = stated === undefined ? undefined : startOf(stated);
  if (from === undefined) return;
  const field = { field: name, value: stated };
  if (from > recordedAt) {
    throw new CommandFailure('occurred-in-the-future', `${stated} has not come yet; say when it was true.`, field);
  }
  const oldest = new Date(Date.parse(recordedAt) - BACKDATING_DAYS * 86_400_000).toISOString();
  if (from < oldest && !isSecretary(principal)) {
    const detail = `Dating a fact back by more than ${BACKDATING_DAYS} days needs the role secretary.`;
    throw new CommandFailure('not-allowed', detail, field);
  }
}

export function requireBehalf(principal: Principal): void {
  if (isSecretary(principal)) return;
  throw new CommandFailure('not-allowed', 'Acting on behalf of somebody needs the role secretary.', {
    field: 'onBehalfOf',
  });
}

function isSecretary({ actor }: Principal): boolean {
  return actor.roles.includes('secretary');
}
