import { sql } from '#platform/index.js';
import { type DecisionView, type ReportScope, STANDING } from '#read-models/index.js';
import { itemsOf, type QueryContext, versions, visibleTo } from '#read-store/index.js';
import type { Bounds } from '../figures/figures.js';
import { rowsFrom, sourcesOf } from '../figures/sources.js';
import type { Entry } from './entries.js';

/** Standing decisions by chair's action since the last meeting that no later decision ratified. */
export async function chairsDecisions({ view, metSince }: Bounds, scope: ReportScope): Promise<number[]> {
  const { db, moment, reader } = view;
  const wanted = sql<boolean>`r.taken_by = 'chairs-action' and r.status in (${sql.join([...STANDING])})
    and r.key in (select e.key from audit as e where e.type = 'DecisionRecorded'
      and e.number > ${metSince.number} and e.number <= ${moment.asOf.number})
    and r.key not in (select d.ratifies from ${versions('decisions', moment)} as d
      where d.ratifies is not null and d.status in (${sql.join([...STANDING])}) and ${visibleTo(reader, 'd.key')})`;
  const parts = await Promise.all(
    sourcesOf(view, scope, 'decisions').map((source) =>
      sql<{ key: number }>`select r.key from ${rowsFrom(view, source, wanted)}`.execute(db),
    ),
  );
  return parts.flatMap(({ rows }) => rows.map(({ key }) => key)).sort((one, other) => one - other);
}

export async function decisionsTaken({ db, moment }: QueryContext, keys: readonly number[]): Promise<Entry[]> {
  const decisions = await itemsOf<DecisionView>(db, keys, moment);
  return decisions.map(({ key, state: { disposition, takenBy, decidedOn } }) => ({
    table: 'decisions',
    key,
    asked: { disposition, takenBy, decidedOn },
  }));
}
