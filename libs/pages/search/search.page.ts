import { type AnswerTo, isSearchable, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { pathOf } from '../frame/address.js';
import { nextPage } from '../frame/next-page.js';
import { definePage } from '../frame/page.js';
import { capital, count, when } from '../words/dates.js';
import { kindName } from '../words/labels.js';
import { marked } from './marked.js';
import { fieldName } from './words.js';

type Found = AnswerTo<typeof routes.search>['items'][number];

const KINDS = ['action', 'milestone', 'target', 'decision', 'programme', 'meeting', 'group', 'party'] as const;
const LONGEST = 200;

export const search = definePage({
  path: 'search',
  template: 'search',
  roles: READS,
  async make({ ask, query, href }) {
    const q = (query.q ?? '').trim();
    const kind = KINDS.find((each) => each === query.kind);
    const form = {
      title: q ? `Search: ${[...q].slice(0, 60).join('')}` : 'Search',
      crumbs: [{ text: 'Plan', href: href('/') }],
      q,
      kinds: KINDS.map((each) => ({ kind: each, says: kindName(each), chosen: each === kind })),
    };
    const error = q ? wrong(q) : undefined;
    if (!q || error) {
      // The page's last line needs a question that tells what it stands on.
      await ask(routes.ledger);
      return { ...form, errors: error && [{ text: error, href: '#q' }], error, groups: [] };
    }
    const list = await ask(routes.search, { q, ...(kind && { kind }), ...(query.cursor && { cursor: query.cursor }) });
    const exact = list.items.find(({ match }) => match === 'reference');
    if (exact && !query.kind && !query.cursor) return { redirect: href(pathOf(exact.kind, exact.reference)) };
    return {
      ...form,
      total: list.total,
      isMost: list.total === MOST,
      found: count(list.total, 'text'),
      groups: GROUPS.map(({ name, matches }) => ({
        name,
        items: list.items.filter(({ match }) => matches.includes(match)).map(resultOf),
      })).filter(({ items }) => items.length > 0),
      isFirst: !query.cursor,
      next: nextPage(href, '/search', { q, ...(kind && { kind }) }, list.nextCursor),
    };
  },
});

/** As many as the API counts. */
const MOST = 1_000;
const GROUPS: readonly { readonly name: string; readonly matches: readonly Found['match'][] }[] = [
  { name: 'With this reference', matches: ['reference'] },
  { name: 'In titles', matches: ['title'] },
  { name: 'In descriptions, reasons, notes and other texts', matches: ['text'] },
];

function wrong(q: string): string | undefined {
  if (q.length > LONGEST) return `Enter ${LONGEST} characters or fewer`;
  return isSearchable(q) ? undefined : 'Enter at least one word of 2 letters or digits, or a reference such as SMI-A02';
}

function resultOf({ kind, reference, title, field, sentence, marks, shortened, past, number, recordedAt }: Found) {
  const isTitle = field === 'title' && !past;
  return {
    item: { kind, reference, title: title ?? reference },
    kindName: kindName(kind),
    field: capital(fieldName(field)),
    parts: marked(sentence, marks),
    hasSentence: sentence !== '' && !isTitle,
    shortened,
    past,
    number,
    recorded: when(recordedAt),
  };
}
