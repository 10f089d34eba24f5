import { OPEN } from '#domain/index.js';
import { type SqlBool, sql } from '#platform/index.js';
import type { ReportScope } from '#read-models/index.js';
import { type QueryContext, withReferences } from '#read-store/index.js';
import { rowsFrom, sourcesOf } from '../figures/sources.js';

/** What a lead says of an action, or somebody for the lead. What the ledger raises by itself is none of it. */
const REPORTS = [
  'ActionStarted',
  'ActionProgressReported',
  'ActionRated',
  'ActionForecast',
  'ActionDateRequested',
  'ActionBlocked',
  'ActionUnblocked',
  'ActionDeferred',
  'ActionResumed',
  'ActionOccurrenceCompleted',
  'ActionOccurrenceMissed',
  'ActionCompleted',
  'ActionEscalated',
  'ActionEvidenceAttached',
  'ActionNoteAdded',
];

interface Counted {
  readonly id: string | null;
  readonly open: number;
  readonly unheard: number;
}

/** Leads of open actions of which nothing was reported after the event of this number, the most silent first. */
export async function unheardLeads(view: QueryContext, scope: ReportScope, since: number) {
  const counted = await countedByLead(view, scope, since);
  const silent = [...counted.values()].filter(({ id, unheard }) => id !== null && unheard > 0);
  const leads = await withReferences(view, silent, ({ id, open, unheard }, { of }) => ({
    reference: of(id ?? ''),
    open,
    unheard,
  }));
  return {
    openActions: [...counted.values()].reduce((sum, { open }) => sum + open, 0),
    withoutLead: counted.get(null)?.open ?? 0,
    leads: leads.sort((one, other) => other.unheard - one.unheard || (one.reference < other.reference ? -1 : 1)),
  };
}

async function countedByLead(
  view: QueryContext,
  scope: ReportScope,
  since: number,
): Promise<ReadonlyMap<string | null, Counted>> {
  const { db, moment } = view;
  const open = sql<SqlBool>`r.status in (${sql.join(OPEN)})`;
  const heard = sql`exists (select 1 from audit as e where e.key = r.key and e.number > ${since}
    and e.number <= ${moment.asOf.number} and e.type in (${sql.join(REPORTS)}))`;
  const parts = await Promise.all(
    sourcesOf(view, scope, 'actions').map((source) =>
      sql<Counted>`select o.id, l.open, l.unheard from (
        select r.owner, count(*) as open, sum(case when ${heard} then 0 else 1 end) as unheard
        from ${rowsFrom(view, source, open)} group by r.owner) as l
        left join items as o on o.key = l.owner`.execute(db),
    ),
  );
  const byLead = new Map<string | null, Counted>();
  for (const row of parts.flatMap(({ rows }) => rows)) {
    const before = byLead.get(row.id);
    // PostgreSQL answers sums as text.
    const [opened, unheard] = [Number(row.open), Number(row.unheard)];
    byLead.set(row.id, {
      id: row.id,
      open: opened + (before?.open ?? 0),
      unheard: unheard + (before?.unheard ?? 0),
    });
  }
  return byLead;
}
