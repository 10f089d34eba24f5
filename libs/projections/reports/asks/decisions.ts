import { sql } from '#platform/kysely.js';
import { type DecisionState, STANDING } from '../../decisions/projection.js';
import { itemsOf } from '../../read/items.js';
import { versions } from '../../read/versions.js';
import type { View } from '../../read/view.js';
import { visibleTo } from '../../read/visible.js';
import type { Bounds } from '../figures.js';
import type { Scope } from '../scope.js';
import { sourced, sourcesOf } from '../sources.js';
import type { Entry } from './entries.js';

/** The keys of standing decisions that the chair took since the group last met, and that none has ratified. */
export async function chairsDecisions({ view, metSince }: Bounds, scope: Scope): Promise<number[]> {
  const { db, moment, reader } = view;
  const wanted = sql<boolean>`r.taken_by = 'chairs-action' and r.status in (${sql.join([...STANDING])})
    and r.key in (select e.key from audit as e where e.type = 'DecisionRecorded'
      and e.number > ${metSince.number} and e.number <= ${moment.asOf.number})
    and r.key not in (select d.ratifies from ${versions('decisions', moment)} as d
      where d.ratifies is not null and d.status in (${sql.join([...STANDING])}) and ${visibleTo(reader, 'd.key')})`;
  const found = await Promise.all(
    sourcesOf(view, scope, 'decisions').map((source) =>
      sql<{ key: number }>`select r.key from ${sourced(view, source, wanted)}`.execute(db),
    ),
  );
  return found.flatMap(({ rows }) => rows.map(({ key }) => key)).sort((one, other) => one - other);
}

/** What the chair decided, and on which day. */
export async function decisionsTaken({ db, moment }: View, keys: readonly number[]): Promise<Entry[]> {
  const decisions = await itemsOf<DecisionState>(db, keys, moment);
  return decisions.map(({ key, state: { disposition, takenBy, decidedOn } }) => ({
    table: 'decisions',
    key,
    asked: { disposition, takenBy, decidedOn },
  }));
}
