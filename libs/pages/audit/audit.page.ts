import { type Ask, routes } from '#application/index.js';
import { data, isInstant, KINDS, READS } from '#domain/index.js';
import { type AnswerOf, ReadError } from '#read-store/index.js';
import { hasPage } from '../frame/address.js';
import { downloads } from '../frame/downloads.js';
import { readDay } from '../frame/moment.js';
import { definePage } from '../frame/page.js';
import { historyEntry } from '../history/history.js';
import { count, day, time } from '../words/dates.js';
import { eventName } from '../words/events.js';
import { kindName } from '../words/labels.js';
import { textAt } from '../words/values.js';

type AuditPage = AnswerOf<(typeof routes.audit)['answers']>;

/** Fewer than other lists have: a page stays below 60 KB with its filters. */
const ROWS = '35';
/** What a row says of a change; the event's own page says all. */
const CHANGES = 3;
const FILTERS = ['reference', 'programme', 'actor', 'type', 'from', 'to', 'stream', 'kind'] as const;

/** Who changed what, when, why and on whose word: one row an event. */
export const audit = definePage({
  path: 'audit',
  template: 'audit',
  section: 'audit',
  roles: READS,
  async make({ ask, query, names, href, day: today }) {
    const typed = Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
    const errors = new Map<string, string>();
    const asked: Record<string, string> = { ...typed };
    if (asked.reference) asked.reference = asked.reference.trim().toUpperCase();
    for (const name of ['from', 'to'] as const) {
      const text = typed[name];
      if (!text || isInstant(text)) continue;
      const read = readDay(text, today);
      if (read) asked[name] = read;
      else errors.set(name, 'Enter a day, such as 8 January 2019');
    }
    const found = errors.size > 0 ? undefined : await trail(ask, { ...asked, ...given(query.cursor) }, errors);
    const programmes = await ask(routes.programmes, { limit: '100' });
    const parties = await ask(routes.parties, { limit: '100' });
    const filtered = Object.keys(typed).length > 0;
    const option = ({ reference, name }: { reference: string; name: string | null }) => ({
      value: reference,
      text: name ?? reference,
    });
    const field = (name: string, label: string) => ({ name, label, value: typed[name], error: errors.get(name) });
    return {
      title: 'Audit trail',
      crumbs: [{ text: 'Plan', href: href('/') }],
      // An empty list would be an error to the title.
      errors: errors.size > 0 ? [...errors].map(([name, text]) => ({ text, href: `#filter-${name}` })) : undefined,
      fields: [
        field('reference', 'Item'),
        { ...field('programme', 'Programme'), any: 'All programmes', options: byName(programmes.items.map(option)) },
        {
          ...field('actor', 'Person or body'),
          any: 'Anybody',
          options: withChosen(byName(parties.items.map(option)), typed.actor),
        },
        { ...field('type', 'What happened'), any: 'Anything', options: TYPES },
        field('from', 'From'),
        field('to', 'To'),
      ],
      clear: filtered ? href('/audit') : null,
      counted: found
        ? `${count(found.items.length, 'event')}${found.nextCursor || query.cursor ? ' on this page' : ''}, newest first.`
        : '',
      downloads: found ? downloads(href, 'audit', 'events', asked) : null,
      rows: (found?.items ?? []).map((event) => {
        const entry = historyEntry(event, { names });
        return {
          ...entry,
          changes: entry.changes.slice(0, CHANGES),
          on: day(event.recordedAt),
          at: time(event.recordedAt),
          item: hasPage(event.kind) ? event.reference : null,
          of: hasPage(event.kind) ? '' : kindName(event.kind),
        };
      }),
      filtered,
      next: found?.nextCursor ? href('/audit', { ...typed, cursor: found.nextCursor }) : null,
      first: query.cursor ? href('/audit', typed) : null,
      standsMore: 'Numbers count from 1 without a gap: an event that is missing would show.',
    };
  },
});

const given = (cursor: string | undefined): Record<string, string> => (cursor ? { cursor } : {});

/** The page of the trail; what names nothing is said at its field. */
async function trail(
  ask: Ask,
  asked: Readonly<Record<string, string>>,
  errors: Map<string, string>,
): Promise<AuditPage | undefined> {
  try {
    return await ask(routes.audit, { ...asked, order: 'newest', limit: ROWS });
  } catch (error) {
    if (!(error instanceof ReadError) || error.code !== 'unknown-reference') throw error;
    const field = textAt(error.fields, 'field') ?? 'reference';
    errors.set(field, `There is no ${asked[field] ?? 'such item'} on this ledger, or it is not open to you`);
    return undefined;
  }
}

const withChosen = (options: readonly { value: string; text: string }[], chosen: string | undefined) =>
  chosen && !options.some(({ value }) => value === chosen) ? [...options, { value: chosen, text: chosen }] : options;

const byName = (options: readonly { value: string; text: string }[]) =>
  options.toSorted((one, other) => one.text.localeCompare(other.text, 'en-GB'));

/** What can be asked for, each after the kind of item that it is of. */
const TYPES = Object.keys(data)
  .map((type) => ({
    value: type,
    text: `${ofKind(type)}: ${eventName(type).charAt(0).toLowerCase()}${eventName(type).slice(1)}`,
  }))
  .sort((one, other) => (one.text < other.text ? -1 : 1));

function ofKind(type: string): string {
  const [kind = ''] = type.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  return KINDS.some((each) => each === kind) ? kindName(kind) : kindName('ledger');
}
