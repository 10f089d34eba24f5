import { sql } from '#platform/index.js';
import {
  type CountedPage,
  eq,
  findItem,
  folded,
  fullText,
  type ListDefinition,
  listItems,
  type PageRequest,
  type QueryContext,
  refEq,
  type SqlCondition,
} from '#read-store/index.js';
import { type NamesOf, presentParties, type ShownParty } from './parties.present.js';
import type { PartyView } from './parties.projection.js';
import type { PartyFilter } from './parties.schema.js';

export async function listParties(
  view: QueryContext,
  filter: PartyFilter,
  page: PageRequest,
  namesOf: NamesOf,
): Promise<CountedPage<ShownParty>> {
  const parties: ListDefinition<PartyView, ShownParty> = {
    kind: 'party',
    table: 'parties',
    present: (shown, items) => presentParties(shown, items, namesOf),
  };
  const conditions = [
    eq('r.party_kind', filter.kind),
    refEq(view, 'r.organisation', 'party', filter.organisation),
    await nameCondition(view, filter.q, namesOf),
  ];
  return listItems(view, parties, conditions, page);
}

export async function findParty(
  view: QueryContext,
  idOrReference: string,
  namesOf: NamesOf,
): Promise<ShownParty | undefined> {
  const item = await findItem<PartyView>(view, 'party', idOrReference);
  return item && (await presentParties(view, [item], namesOf))[0];
}

/** Persons' names are in another database, so matching ids are looked up there first. */
async function nameCondition(view: QueryContext, q: string | undefined, namesOf: NamesOf): Promise<SqlCondition> {
  const textMatch = fullText(view, q);
  if (q === undefined || !textMatch) return undefined;
  const persons = await view.db
    .selectFrom('parties as p')
    .innerJoin('items as i', 'i.key', 'p.key')
    .select(['p.key', 'i.id'])
    .where('p.party_kind', '=', 'person')
    .execute();
  const words = folded(q);
  const names = await namesOf(persons.map(({ id }) => id));
  const matching = persons.filter(({ id }) => folded(names.get(id) ?? '').includes(words)).map(({ key }) => key);
  return matching.length === 0 ? textMatch : sql<boolean>`(${textMatch} or r.key in (${sql.join(matching)}))`;
}
