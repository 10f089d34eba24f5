import { type Actor, OPEN } from '#domain/index.js';
import { sql } from '#platform/index.js';
import { inProgrammes, type ReportScope } from '#read-models/index.js';
import { type QueryContext, versions, visibleTo, withReferences } from '#read-store/index.js';

/** Owners of open actions without any event by them, by their organisation's people or on their behalf. */
export async function silentOwners(view: QueryContext, scope: ReportScope) {
  const silentParties = await partiesWithoutEvents(view);
  if (silentParties.length === 0) return [];
  const within = inProgrammes(scope) ?? sql`1 = 1`;
  const { rows } = await sql<{ id: string; open: number }>`
    select i.id, l.open from (
      select r.owner, count(*) as open from ${versions('actions', view.moment)} as r
      where r.owner in (${sql.join(silentParties)}) and r.status in (${sql.join(OPEN)}) and ${within}
        and ${visibleTo(view.reader, 'r.key')} group by r.owner) as l
    join items as i on i.key = l.owner order by i.reference`.execute(view.db);
  const unspoken: typeof rows = [];
  for (const owner of rows) if (!(await wasRepresented(view, owner.id))) unspoken.push(owner);
  return withReferences(view, unspoken, ({ id, open }, { of }) => ({ reference: of(id), openActions: open }));
}

async function partiesWithoutEvents(view: QueryContext): Promise<number[]> {
  const activeParties = await partiesWithEvents(view);
  const parties = await view.db.selectFrom('items').select(['key', 'id']).where('kind', '=', 'party').execute();
  return parties.flatMap(({ key, id }) => (activeParties.has(id) ? [] : [key]));
}

async function partiesWithEvents({ db, moment }: QueryContext): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ body: string }>`
    select a.body from actors as a where exists (
      select 1 from audit as e where e.actor = a.key and e.number <= ${moment.asOf.number})`.execute(db);
  return new Set(
    rows.flatMap(({ body }) => {
      const { party, organisation }: Actor = JSON.parse(body);
      return [party, organisation ?? party];
    }),
  );
}

async function wasRepresented({ db, moment }: QueryContext, party: string): Promise<boolean> {
  const begins = `{"party":${JSON.stringify(party)},`;
  const { rows } = await sql`
    select 1 from audit as e where e.on_behalf_of >= ${begins} and e.on_behalf_of < ${`${begins}~`}
      and e.number <= ${moment.asOf.number} limit 1`.execute(db);
  return rows.length > 0;
}
