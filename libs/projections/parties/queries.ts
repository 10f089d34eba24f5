import type { PartyKind } from '#domain/party/events.js';
import { sql } from '#platform/kysely.js';
import { folded } from '../model/folding.js';
import { type Condition, is, mentions, names } from '../read/conditions.js';
import { findItem } from '../read/items.js';
import { type Listed, listItems, type PageAsked } from '../read/list.js';
import type { Page, View } from '../read/view.js';
import { type NamesOf, presentParties, type ShownParty } from './present.js';
import type { PartyState } from './projection.js';

/** What a list of parties may be narrowed by; `q` words of the name or reference. */
export interface PartyFilter {
  readonly kind?: PartyKind;
  /** The organisation that they belong to, by id or reference. */
  readonly organisation?: string;
  readonly q?: string;
}

/** A page of parties in the order of their references, after the cursor; persons by their names of today. */
export async function listParties(
  view: View,
  filter: PartyFilter,
  page: PageAsked,
  namesOf: NamesOf,
): Promise<Page<ShownParty>> {
  const parties: Listed<PartyState, ShownParty> = {
    kind: 'party',
    table: 'parties',
    present: (shown, items) => presentParties(shown, items, namesOf),
  };
  const conditions = [
    is('r.party_kind', filter.kind),
    names(view, 'r.organisation', 'party', filter.organisation),
    await named(view, filter.q, namesOf),
  ];
  return listItems(view, parties, conditions, page);
}

/** One party by id or reference, or undefined where there was none. */
export async function findParty(view: View, idOrReference: string, namesOf: NamesOf): Promise<ShownParty | undefined> {
  const item = await findItem<PartyState>(view, 'party', idOrReference);
  return item && (await presentParties(view, [item], namesOf))[0];
}

/** The directory of people stands in a store of its own: who is meant by a name is found out there. */
async function named(view: View, q: string | undefined, namesOf: NamesOf): Promise<Condition> {
  const mentioned = mentions(view, q);
  if (q === undefined || !mentioned) return undefined;
  const persons = await view.db
    .selectFrom('parties as p')
    .innerJoin('items as i', 'i.key', 'p.key')
    .select(['p.key', 'i.id'])
    .where('p.party_kind', '=', 'person')
    .execute();
  const words = folded(q);
  const names = await namesOf(persons.map(({ id }) => id));
  const found = persons.filter(({ id }) => folded(names.get(id) ?? '').includes(words)).map(({ key }) => key);
  return found.length === 0 ? mentioned : sql<boolean>`(${mentioned} or r.key in (${sql.join(found)}))`;
}
