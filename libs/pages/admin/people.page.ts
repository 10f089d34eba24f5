import { routes } from '#application/index.js';
import { KEEPS_PARTIES } from '#domain/index.js';
import { creationForms } from '../forms/offered.js';
import { pathOf } from '../frame/address.js';
import { nextPage } from '../frame/next-page.js';
import { definePage } from '../frame/page.js';
import { nameOf } from '../words/names.js';

const KINDS = [
  { value: 'organisation', text: 'Organisations' },
  { value: 'post', text: 'Posts' },
  { value: 'person', text: 'People' },
];
const STATUS: Readonly<Record<string, string>> = { active: 'Active', retired: 'Left', erased: 'Name erased' };

/** Organisations, posts and people; each leads to its page, where it is described, retired or erased. */
export const people = definePage({
  path: 'admin/people',
  template: 'people',
  section: 'admin',
  roles: KEEPS_PARTIES,
  async make(context) {
    const { ask, names, href, query } = context;
    const { kind, q, cursor } = query;
    const filter = { ...(kind && { kind }), ...(q && { q }) };
    const { items, nextCursor } = await ask(routes.parties, { ...filter, limit: '100', ...(cursor && { cursor }) });
    return {
      title: 'Organisations, posts and people',
      crumbs: [{ text: 'Plan', href: href('/') }],
      fields: [{ name: 'kind', label: 'What', any: 'All', value: kind, options: KINDS }],
      clear: kind || q ? href('/admin/people') : null,
      rows: items.map(({ reference, kind: of, name, organisation, status, erased }) => ({
        reference,
        name: name ?? 'A person whose name was erased',
        href: href(pathOf('party', reference)),
        kind: KIND_WORDS[of] ?? of,
        organisation: organisation && { name: nameOf(names, organisation), href: href(pathOf('party', organisation)) },
        status: STATUS[erased ? 'erased' : status] ?? status,
      })),
      more: nextPage(href, '/admin/people', filter, nextCursor),
      makes: creationForms(context, ['party']),
    };
  },
});

const KIND_WORDS: Readonly<Record<string, string>> = { organisation: 'Organisation', post: 'Post', person: 'Person' };
