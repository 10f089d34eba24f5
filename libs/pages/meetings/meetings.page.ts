import { type AnswerTo, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { creationForms } from '../forms/offered.js';
import { nextPage } from '../frame/next-page.js';
import { definePage } from '../frame/page.js';
import { count, when } from '../words/dates.js';
import { type Names, nameOf } from '../words/names.js';

type Meeting = AnswerTo<typeof routes.meetings>['items'][number];

const A_PAGE = '50';

/** What is next, and where is its paper? Meetings to come first, then those held, newest first. */
export const meetings = definePage({
  path: 'meetings',
  template: 'meetings',
  section: 'meetings',
  roles: READS,
  async make(context) {
    const { ask, query, href, names } = context;
    const { group, cursor } = query;
    const of: Readonly<Record<string, string>> = group ? { group } : {};
    const coming = cursor ? [] : (await ask(routes.meetings, { ...of, status: 'scheduled', limit: A_PAGE })).items;
    const page = await ask(routes.meetings, { ...of, order: 'newest', limit: A_PAGE, ...(cursor && { cursor }) });
    const name = group && nameOf(names, group.toUpperCase());
    const row = (meeting: Meeting) => rowOf(meeting, names, href);
    const past = page.items.filter(({ status }) => status !== 'scheduled');
    return {
      title: name ? `Meetings: ${name}` : 'Meetings',
      board: group,
      makes: creationForms(context, ['meeting'], of),
      group: name ? { name, href: href(`/groups/${group?.toUpperCase()}`), all: href('/meetings') } : null,
      crumbs: [{ text: 'Plan', href: href('/') }],
      next: coming[0] ? { ...row(coming[0]), lacks: lacks(coming[0]) } : null,
      coming: coming.map(row),
      held: past.map(row),
      isFirst: !cursor,
      more: nextPage(href, '/meetings', of, page.nextCursor),
    };
  },
});

function rowOf(
  { reference, group, status, startsAt, title, pack, present, quorate, quorum }: Meeting,
  names: Names,
  href: (path: string) => string,
) {
  return {
    reference,
    name: title ?? nameOf(names, group),
    on: startsAt,
    when: when(startsAt),
    href: href(`/meetings/${reference}`),
    group: { name: nameOf(names, group), href: href(`/groups/${group}`) },
    status,
    // The report as shown has its own moment, which takes the place of the page's.
    pack: pack
      ? { issued: pack.issuedAt, href: `/groups/${group}/report?meeting=${reference}`, number: pack.number }
      : null,
    present:
      present.length > 0
        ? `${count(present.length, 'organisation or person', 'organisations or people')} present`
        : null,
    quorate: quorum?.quorate ?? quorate,
  };
}

const lacks = ({ pack }: Meeting): string => (pack ? 'Its pack is issued.' : 'Its pack is not issued yet.');
