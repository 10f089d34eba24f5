import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import type { ActionView, ReportScope } from '#read-models/index.js';
import { itemsOf, type QueryContext, versions, withReferences } from '#read-store/index.js';
import { partitioned, rowsFrom, sourcesOf } from '../figures/sources.js';
import type { Entry } from './entries.js';

export async function statusNotes(
  view: QueryContext,
  keys: readonly number[],
  turn: 'block' | 'completion',
): Promise<Entry[]> {
  const actions = await itemsOf<ActionView>(view.db, keys, view.moment);
  return actions.map(({ key, state }) => {
    const { narrative = null, occurredAt = null } = state[turn] ?? {};
    return { table: 'actions', key, asked: { narrative, occurredAt } };
  });
}

/** Includes actions of any programme that were escalated to the group. Without a group, those in scope. */
export async function escalatedKeys(view: QueryContext, scope: ReportScope): Promise<number[]> {
  const { group, programme } = scope;
  const toGroup: RawBuilder<SqlBool> = group ? sql`e.group_key = ${group.key}` : sql`1 = 1`;
  const open = sql<SqlBool>`r.key in (
    select e.key from ${versions('escalated', view.moment)} as e where ${toGroup})`;
  const sources = group && !programme ? partitioned(view, 'actions', undefined) : sourcesOf(view, scope, 'actions');
  const parts = await Promise.all(
    sources.map((source) => sql<{ key: number }>`select r.key from ${rowsFrom(view, source, open)}`.execute(view.db)),
  );
  return parts.flatMap(({ rows }) => rows.map(({ key }) => key)).sort((one, other) => one - other);
}

export async function escalationsOf(view: QueryContext, keys: readonly number[]): Promise<Entry[]> {
  const actions = await itemsOf<ActionView>(view.db, keys, view.moment);
  return withReferences(view, actions, ({ key, state: { escalation } }, { of }): Entry => {
    const { to = '', ask = '' } = escalation ?? {};
    return { table: 'actions', key, asked: { to: of(to), ask } };
  });
}
