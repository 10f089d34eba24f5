import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';
import type { ActionState } from '../../actions/state.js';
import { itemsOf } from '../../read/items.js';
import { withReferences } from '../../read/references.js';
import { versions } from '../../read/versions.js';
import type { View } from '../../read/view.js';
import type { Scope } from '../scope.js';
import { parted, sourced, sourcesOf } from '../sources.js';
import type { Entry } from './entries.js';

/** What people wrote as they blocked or completed some actions. */
export async function turnsOf(view: View, keys: readonly number[], turn: 'block' | 'completion'): Promise<Entry[]> {
  const actions = await itemsOf<ActionState>(view.db, keys, view.moment);
  return actions.map(({ key, state }) => {
    const { narrative = null, occurredAt = null } = state[turn] ?? {};
    return { table: 'actions', key, asked: { narrative, occurredAt } };
  });
}

/**
 * The keys of actions with an unanswered escalation: to the group, of whatever programme; of what the report covers
 * where it names no group, or a programme besides.
 */
export async function escalatedKeys(view: View, scope: Scope): Promise<number[]> {
  const { group, programme } = scope;
  const toGroup: RawBuilder<SqlBool> = group ? sql`e.group_key = ${group.key}` : sql`1 = 1`;
  const open = sql<SqlBool>`r.key in (
    select e.key from ${versions('escalated', view.moment)} as e where ${toGroup})`;
  const sources = group && !programme ? parted(view, 'actions', undefined) : sourcesOf(view, scope, 'actions');
  const found = await Promise.all(
    sources.map((source) => sql<{ key: number }>`select r.key from ${sourced(view, source, open)}`.execute(view.db)),
  );
  return found.flatMap(({ rows }) => rows.map(({ key }) => key)).sort((one, other) => one - other);
}

/** What was asked of which group. */
export async function escalationsOf(view: View, keys: readonly number[]): Promise<Entry[]> {
  const actions = await itemsOf<ActionState>(view.db, keys, view.moment);
  return withReferences(view, actions, ({ key, state: { escalation } }, { of }): Entry => {
    const { to = '', ask = '' } = escalation ?? {};
    return { table: 'actions', key, asked: { to: of(to), ask } };
  });
}
