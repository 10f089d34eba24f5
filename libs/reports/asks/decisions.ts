import { sql } from '#platform/kysely.js';
import { type DecisionView, STANDING } from '#read-models/decisions/decisions.projection.js';
import type { ReportScope } from '#read-models/programmes/scope.js';
import { itemsOf } from '#read-store/query/items.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { versions } from '#read-store/query/versions.js';
import { visibleTo } from '#read-store/query/visibility.js';
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
