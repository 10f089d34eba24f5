import { OPEN } from '#domain/action/derived-rating.js';
import type { Actor } from '#domain/kernel/metadata.js';
import { sql } from '#platform/kysely.js';
import { withReferences } from '../../read/references.js';
import { versions } from '../../read/versions.js';
import type { View } from '../../read/view.js';
import { visibleTo } from '../../read/visible.js';
import { inProgrammes, type Scope } from '../scope.js';

/**
 * Who leads open actions that a report covers and has never told the ledger anything: neither itself, nor as the
 * organisation of somebody who did, nor by one on its behalf.
 */
export async function silentOwners(view: View, scope: Scope) {
  const unheard = await unheardOf(view);
  if (unheard.length === 0) return [];
  const within = inProgrammes(scope) ?? sql`1 = 1`;
  const { rows } = await sql<{ id: string; open: number }>`
    select i.id, l.open from (
      select r.owner, count(*) as open from ${versions('actions', view.moment)} as r
      where r.owner in (${sql.join(unheard)}) and r.status in (${sql.join(OPEN)}) and ${within}
        and ${visibleTo(view.reader, 'r.key')} group by r.owner) as l
    join items as i on i.key = l.owner order by i.reference`.execute(view.db);
  const unspoken: typeof rows = [];
  for (const owner of rows) if (!(await spokenFor(view, owner.id))) unspoken.push(owner);
  return withReferences(view, unspoken, ({ id, open }, { of }) => ({ reference: of(id), openActions: open }));
}

/** The keys of the parties that neither did anything by the moment, nor as the organisation of somebody who did. */
async function unheardOf(view: View): Promise<number[]> {
  const heard = await heardFrom(view);
  const parties = await view.db.selectFrom('items').select(['key', 'id']).where('kind', '=', 'party').execute();
  return parties.flatMap(({ key, id }) => (heard.has(id) ? [] : [key]));
}

/** The parties that did something by the moment, and their organisations. */
async function heardFrom({ db, moment }: View): Promise<ReadonlySet<string>> {
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

/** Whether somebody did something on behalf of a party by the moment. */
async function spokenFor({ db, moment }: View, party: string): Promise<boolean> {
  const begins = `{"party":${JSON.stringify(party)},`;
  const { rows } = await sql`
    select 1 from audit as e where e.on_behalf_of >= ${begins} and e.on_behalf_of < ${`${begins}~`}
      and e.number <= ${moment.asOf.number} limit 1`.execute(db);
  return rows.length > 0;
}
