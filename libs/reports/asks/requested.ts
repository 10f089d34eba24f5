import { agreedOf } from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import type { ActionView, MilestoneView, ReportScope } from '#read-models/index.js';
import { presentRequest } from '#read-models/index.js';
import { appendedRows, itemsOf, type QueryContext, versions, withReferences } from '#read-store/index.js';
import { rowsFrom, sourcesOf } from '../figures/sources.js';
import type { Entry } from './entries.js';

export interface OpenRequest {
  readonly table: 'actions' | 'milestones';
  readonly key: number;
  /** Of the event that asked. */
  readonly number: number;
}

const ASKED = ['ActionDateRequested', 'MilestoneDateRequested'];

/** Oldest first, however long ago they were asked: a request stands until it is answered. */
export async function openRequests(view: QueryContext, scope: ReportScope): Promise<OpenRequest[]> {
  const { db, moment } = view;
  const open = sql<SqlBool>`r.key in (select d.key from ${versions('date_requests', moment)} as d)`;
  const number: RawBuilder<number> = sql`(select max(e.number) from ${appendedRows('audit', moment)} as e
    where e.key = r.key and e.type in (${sql.join(ASKED)}))`;
  const parts = await Promise.all(
    (['actions', 'milestones'] as const).flatMap((table) =>
      sourcesOf(view, scope, table).map(async (source) => {
        const { rows } = await sql<{ key: number; number: number | null }>`
          select r.key, ${number} as number from ${rowsFrom(view, source, open)}`.execute(db);
        return rows.map(({ key, number }): OpenRequest => ({ table, key, number: number ?? 0 }));
      }),
    ),
  );
  return parts.flat().sort((one, other) => one.number - other.number || one.key - other.key);
}

export async function requestEntries(view: QueryContext, requests: readonly OpenRequest[]): Promise<Entry[]> {
  const keys = requests.map(({ key }) => key);
  const items = await itemsOf<ActionView | MilestoneView>(view.db, keys, view.moment);
  const entries = await withReferences(view, items, ({ key, state }, references) => {
    const agreed = agreedOf(state);
    const asked = presentRequest(state, agreed, references);
    return { key, agreed, asked };
  });
  const byKey = new Map(entries.map(({ key, ...entry }) => [key, entry]));
  return requests.flatMap(({ table, key, number }): Entry[] => {
    const { agreed, asked } = byKey.get(key) ?? {};
    if (!asked) return [];
    const { timescale, reason, by, days } = asked;
    const from = agreed?.latest ?? null;
    return [{ table, key, asked: { request: timescale.text, by, from, to: timescale.latest, days, reason, number } }];
  });
}
