import { count, day, daysBetween } from './dates.js';
import { authority } from './labels.js';
import { type Names, nameOf } from './names.js';
import { at, listAt, type Shown, shown, type Telling, textAt, timescaleText } from './values.js';

/** One field before and after; without a label where the entry's first words say which. */
export interface ShownChange {
  readonly label: string | null;
  readonly before: Shown | null;
  readonly after: Shown | null;
}

/** What an event says: strong words first, then the rest. */
export interface ToldHappening {
  readonly what: string;
  readonly say: string | null;
  readonly changes: readonly ShownChange[];
  /** In somebody's own words. */
  readonly quote: string | null;
  /** What the quote is, where it is no plain report. */
  readonly quoteIs: string | null;
  /** References of other items that the event speaks of. */
  readonly refs: readonly string[];
}

/** The parts of an audit entry that its words are made of. */
export interface ToldEvent {
  readonly type: string;
  readonly revision: number;
  readonly authority: string | null;
  readonly reason: string | null;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

export interface ToldWith extends ToldEvent {
  readonly telling: Telling;
  readonly names: Names;
  before(field: string): unknown;
  after(field: string): unknown;
}

/** The words of one type of event, beside its name and what is usual. */
export type Say = (told: ToldWith) => Partial<ToldHappening>;

export const nothingMore: Say = () => ({});

/** One field before and after, which the entry's first words name. */
export const change = (field: string, { before, after, telling }: ToldWith): readonly ShownChange[] => [
  { label: null, before: shown(field, before(field), telling), after: shown(field, after(field), telling) },
];

/** The words of the field that an event sets, as its author wrote them. */
export const quoteOf =
  (field: string, is: string | null = null): Say =>
  ({ after }) => ({ quote: textAt(after(field), 'narrative'), quoteIs: is });

export const withTimescale: Say = ({ after }) => {
  const promised = after('original') ?? after('agreed');
  return { say: promised ? `with the timescale “${textAt(promised, 'text')}”` : 'with no timescale' };
};

export const moved: Say = ({ before, after, authority: word }) => {
  const [was, is] = [textAt(before('agreed'), 'latest'), textAt(after('agreed'), 'latest')];
  const days = was && is ? daysBetween(was, is) : 0;
  const distance = days === 0 ? null : `${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`;
  return {
    say: [distance, authority(word)].filter(Boolean).join(', ') || null,
    changes: [{ label: null, before: quoted(before('agreed')), after: { text: timescaleText(after('agreed')) } }],
  };
};

const quoted = (timescale: unknown): Shown | null => (timescale ? { text: `“${textAt(timescale, 'text')}”` } : null);

export const forecast: Say = ({ after }) => {
  const expected = after('forecast');
  if (!expected) return { what: 'Lead no longer expects another date' };
  const latest = textAt(expected, 'latest');
  const understood = latest ? `understood as ${day(latest)}` : 'which gives no day';
  return {
    what: 'Lead now expects another date',
    say: `“${textAt(expected, 'text')}”, ${understood}. The agreed date stays.`,
  };
};

export const requested: Say = ({ after, reason }) => {
  const asked = at(after('dateRequest'), 'timescale');
  return { say: `${timescaleText(asked)}. The agreed date stays until the group answers.`, quote: reason };
};

export const requestRefused: Say = ({ before, reason }) => ({
  say: `${timescaleText(at(before('dateRequest'), 'timescale'))}. The agreed date stays.`,
  quote: reason,
});

export const confirmed: Say = ({ after }) => ({ say: after('agreed') ? timescaleText(after('agreed')) : null });

/** Who got a part, or no longer has it. */
export const parties: Say = (told) => {
  const { before, after, telling } = told;
  const [was, is] = [before('owner'), after('owner')];
  if (was || is)
    return { what: was && is ? 'Lead changed' : is ? 'Given a lead' : 'Lead released', changes: change('owner', told) };
  const [had, has] = [listAt(before('parties')), listAt(after('parties'))];
  const missingIn = (list: readonly unknown[]) => {
    const texts = list.map((each) => JSON.stringify(each));
    return (each: unknown) => !texts.includes(JSON.stringify(each));
  };
  const one = (list: readonly unknown[]) => (list.length > 0 ? shown('parties', list, telling) : null);
  const [gone, added] = [had.filter(missingIn(has)), has.filter(missingIn(had))];
  return {
    what: added.length > 0 ? 'Given a part' : 'Part released',
    changes: [{ label: null, before: one(gone), after: one(added) }],
  };
};

/** Links to what a list of references gained or lost. */
export const refsOf =
  (field: string): Say =>
  ({ before, after }) => {
    const texts = (value: unknown) => [value].flat().filter((each): each is string => typeof each === 'string');
    const [was, is] = [texts(before(field)), texts(after(field))];
    return { refs: [...is.filter((each) => !was.includes(each)), ...was.filter((each) => !is.includes(each))] };
  };

/** "Asked of the partnership". */
export const toParty = (what: string, { names }: ToldWith, reference: string | null): string =>
  `${what} ${nameOf(names, reference)}`;
