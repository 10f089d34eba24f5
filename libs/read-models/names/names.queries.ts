import { type Kind, londonDate } from '#domain/index.js';
import { type AnswerOf, type QueryContext, versions, visibleTo } from '#read-store/index.js';
import type { NamesOf } from '../parties/parties.present.js';
import { NAMED_IN_HISTORIES, NAMED_KINDS, type NAMES } from './names.schema.js';

export type Names = AnswerOf<typeof NAMES>;
type Name = Names[string];

/** Names of what an answer mentions, and of their organisations and groups, as of the view's moment. */
export async function namesIn(
  view: QueryContext,
  answer: object,
  namesOf: NamesOf,
  kinds: readonly Name['kind'][] = NAMED_KINDS,
): Promise<Names> {
  const mentioned = await mentionedItems(view, answer, kinds);
  const belonging = await belongingOf(view, mentioned);
  const keys = new Set([...mentioned, ...belonging].flatMap(({ key, to = null }) => (to === null ? [key] : [key, to])));
  const named = await namedItems(view, [...keys]);
  const persons = named.filter(({ kind, title }) => kind === 'party' && title === null).map(({ id }) => id);
  const directory = persons.length > 0 ? await namesOf(persons) : new Map<string, string>();
  const references = new Map(named.map(({ key, reference }) => [key, reference]));
  const places = new Map(belonging.map((row) => [row.key, row]));
  const entries = named.map((item): [string, Name] => {
    const { to = null, at = null } = places.get(item.key) ?? {};
    const belongsTo = to === null ? undefined : references.get(to);
    return [item.reference, nameOf(item, directory.get(item.id), belongsTo, at)];
  });
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

interface NamedItem {
  readonly kind: Name['kind'];
  readonly title: string | null;
}

function nameOf(
  { kind, title }: NamedItem,
  inDirectory: string | undefined,
  to: string | undefined,
  at: number | null,
) {
  const name = title ?? inDirectory ?? null;
  return {
    kind,
    name,
    ...(kind === 'party' && name === null && { erased: true as const }),
    ...(to !== undefined && { [kind === 'party' ? 'organisation' : 'group']: to }),
    ...(at !== null && { day: londonDate(new Date(at).toISOString()) }),
  };
}

const REFERENCE = /^[A-Z0-9][A-Z0-9-]{0,39}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Every text of the answer that could be a reference, whatever its field. */
function mentions(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') {
    if (REFERENCE.test(value) && !DAY.test(value)) found.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) mentions(inner, found);
  }
  return found;
}

interface Mentioned {
  readonly key: number;
  readonly kind: Kind;
  readonly to?: undefined;
}

async function mentionedItems(
  { db }: QueryContext,
  answer: object,
  kinds: readonly Name['kind'][],
): Promise<Mentioned[]> {
  const references = [...mentions(answer)];
  if (references.length === 0) return [];
  return db
    .selectFrom('items')
    .select(['key', 'kind'])
    .where('reference', 'in', references)
    .where('kind', 'in', kinds)
    .execute();
}

/** The organisation of each party, and the group and beginning of each meeting. */
async function belongingOf({ db, moment }: QueryContext, mentioned: readonly Mentioned[]) {
  const keysOf = (wanted: Kind) => mentioned.filter(({ kind }) => kind === wanted).map(({ key }) => key);
  const [parties, meetings] = [keysOf('party'), keysOf('meeting')];
  const [organisations, groups] = await Promise.all([
    parties.length === 0
      ? []
      : db
          .selectFrom(versions('parties', moment).as('p'))
          .select(['p.key', 'p.organisation as to'])
          .where('p.key', 'in', parties)
          .execute(),
    meetings.length === 0
      ? []
      : db
          .selectFrom(versions('meetings', moment).as('m'))
          .select(['m.key', 'm.group_key as to', 'm.starts_at as at'])
          .where('m.key', 'in', meetings)
          .execute(),
  ]);
  return [...organisations.map((row) => ({ ...row, at: null })), ...groups];
}

async function namedItems({ db, moment, reader }: QueryContext, keys: readonly number[]) {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('items as i')
    .innerJoin(versions('texts', moment).as('t'), 't.key', 'i.key')
    .select(['i.key', 'i.kind', 'i.id', 'i.reference', 't.title'])
    .where('i.key', 'in', keys)
    .where(visibleTo(reader, 'i.key'))
    .execute();
  return rows.flatMap(({ kind, reference, ...row }) =>
    isNamed(kind) && reference !== null ? [{ ...row, kind, reference }] : [],
  );
}

const isNamed = (kind: Kind): kind is Name['kind'] => (NAMED_IN_HISTORIES as readonly Kind[]).includes(kind);
