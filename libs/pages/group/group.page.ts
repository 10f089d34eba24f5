import { type AnswerTo, routes } from '#application/index.js';
import { READS, startOfDay } from '#domain/index.js';
import { creationForms, offeredForms } from '../forms/offered.js';
import { pathOf } from '../frame/address.js';
import { definePage } from '../frame/page.js';
import { offeredImport } from '../imports/imports.page.js';
import { when } from '../words/dates.js';
import { status } from '../words/labels.js';
import { nameOf } from '../words/names.js';
import { quorumRule } from '../words/quorum.js';

type Meeting = AnswerTo<typeof routes.meetings>['items'][number];

export const groups = definePage({
  path: 'groups',
  template: 'groups',
  section: 'plan',
  roles: READS,
  async make(context) {
    const { ask, query, names, href } = context;
    const list = await ask(routes.groups, { limit: '100', ...query });
    const programmes = await ask(routes.programmes, { limit: '100' });
    const overseen = (reference: string) => programmes.items.filter(({ group }) => group === reference);
    return {
      title: 'Boards and groups',
      makes: [...creationForms(context, ['group', 'programme']), ...offeredImport(context)],
      crumbs: [{ text: 'Plan', href: href('/') }],
      rows: list.items.map((group) => ({
        item: { kind: 'group', reference: group.reference, title: group.name },
        parent: group.parent && { name: nameOf(names, group.parent), href: href(pathOf('group', group.parent)) },
        lead: group.lead && { name: nameOf(names, group.lead), href: href(pathOf('party', group.lead)) },
        overseen: overseen(group.reference).length,
        href: href(pathOf('group', group.reference)),
        status: status(group.status),
      })),
      next: list.nextCursor === null ? null : href('/groups', { ...query, cursor: list.nextCursor }),
    };
  },
});

const PACKS = 6;

export const group = definePage({
  path: 'groups/:ref',
  template: 'group',
  section: 'plan',
  roles: READS,
  async make(context) {
    const { ask, path, names, href, day } = context;
    const shown = await ask(routes.group, {}, path);
    const { reference } = shown;
    const meetings = await ask(routes.meetings, { group: reference, limit: '100' });
    const programmes = await ask(routes.programmes, { group: reference, limit: '100' });
    const below = await ask(routes.groups, { parent: reference, limit: '50' });
    const called = meetings.items.filter((each) => each.status === 'scheduled');
    const next = called.find(({ startsAt }) => startsAt >= startOfDay(day));
    const unheld = next ? undefined : called.at(-1);
    const packs = meetings.items.filter(({ pack }) => pack !== null).reverse();
    return {
      title: shown.name,
      offered: await offeredForms(context, 'group', reference, shown),
      makes: shown.closure ? [] : creationForms(context, ['meeting', 'decision'], { group: reference }),
      reference,
      board: reference,
      crumbs: [
        { text: 'Plan', href: href('/') },
        { text: 'Boards and groups', href: href('/groups') },
      ],
      description: shown.description,
      closure: shown.closure,
      lead: shown.lead,
      quorum: quorumRule(shown.quorum, names),
      parent: shown.parent && { kind: 'group', reference: shown.parent, name: nameOf(names, shown.parent) },
      next: next && meetingRow(next),
      unheld: unheld && meetingRow(unheld),
      packs: packs.slice(0, PACKS).map(meetingRow),
      packTotal: packs.length,
      allMeetings: href('/meetings', { group: reference }),
      programmes: programmes.items
        .filter((each) => each.status === 'open')
        .map((each) => ({ kind: 'programme', reference: each.reference, title: each.name })),
      closed: programmes.items
        .filter((each) => each.status !== 'open')
        .map((each) => ({ kind: 'programme', reference: each.reference, title: each.name })),
      below: below.items.map((each) => ({ kind: 'group', reference: each.reference, title: each.name })),
      leadsTo: [
        { text: 'Its report', href: href(`${pathOf('group', reference)}/report`) },
        { text: 'Since it last met', href: href(`${pathOf('group', reference)}/since`) },
        { text: 'What it oversees, at a glance', href: href('/', { group: reference }) },
        { text: 'All actions that it oversees', href: href('/actions', { group: reference }) },
        { text: 'Its decisions', href: href('/decisions', { group: reference }) },
        { text: 'Look closer', href: href('/attention', { group: reference }) },
        { text: 'Dates moved', href: href('/dates', { group: reference }) },
        { text: 'Its calendar', href: href('/calendar', { group: reference }) },
      ],
    };
  },
});

const meetingRow = ({ reference, title, startsAt, status: state, pack }: Meeting) => ({
  item: { kind: 'meeting', reference, title: title ?? `Meeting of ${when(startsAt)}` },
  on: title ? when(startsAt) : null,
  status: status(state),
  pack: pack && { number: pack.number, issued: when(pack.issuedAt) },
});
