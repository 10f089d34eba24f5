import { type QueryRoute, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { definePage, type PageContext } from '../frame/page.js';
import { count, day, plural, when } from '../words/dates.js';
import { missedTarget } from '../words/figures.js';
import { boardAsks } from './report-asks.js';
import { type BoardReport, cellsOf, decisionRows, missedTargets, promised } from './report-rows.js';

const DECIDING = [
  { figure: 'decisions.taken', title: 'Taken' },
  { figure: 'decisions.readyToRelease', title: 'Ready to be released' },
  { figure: 'decisions.reviewDue', title: 'To be reviewed' },
  { figure: 'decisions.conditionsOpen', title: 'Waiting for a condition' },
] as const;

/** What a board is told and what is asked of it: made to be printed, page 1 to be read on the train. */
export const report = definePage({
  path: 'groups/:ref/report',
  template: 'report',
  section: 'report',
  roles: READS,
  async make(context) {
    const { ask, path, href, moment } = context;
    const group = (path.ref ?? '').toUpperCase();
    const report = await ask(routes.governance, { group });
    const list = (figure: string) => report.lists.find((each) => each.figure === figure) ?? { total: 0, items: [] };
    const [overdue, dueNext] = [list('actions.overdue'), list('actions.dueNext')];
    const breached = list('targets.breached');
    const actions = (await about(context, routes.actions, [...overdue.items, ...dueNext.items]))?.items ?? [];
    const targets = (await about(context, routes.targets, breached.items))?.items ?? [];
    const deciding = DECIDING.flatMap(({ figure }) => list(figure).items);
    const decisions = (await about(context, routes.decisions, deciding))?.items ?? [];
    const figure = (name: string, row?: string) =>
      href('/reports/governance/items', { figure: name, group, ...(row && { row }) });
    const listed = (name: string) => ({ total: list(name).total, left: list(name).total - list(name).items.length });
    const where = {
      figure,
      dates: href('/dates', { group }),
      attention: href('/attention', { group }),
      actions: href('/actions', { group }),
    };
    const pack = context.packs.find(({ reference }) => reference === moment.meeting?.toUpperCase());
    const name = report.group?.name ?? group;
    return {
      title: pack ? `${name}, meeting of ${day(pack.startsAt)}` : `${name}: report`,
      board: group,
      paper: pack ? `Report: ${name}, ${day(pack.startsAt)}` : `Report: ${name}`,
      crumbs: [
        { text: 'Plan', href: href('/') },
        { text: name, href: href(`/groups/${group}`) },
        ...(pack ? [{ text: `Meeting of ${day(pack.startsAt)}`, href: href(`/meetings/${pack.reference}`) }] : []),
      ],
      heading: pack ? `${name}, meeting of ${day(pack.startsAt)}` : name,
      intro: introOf(report, pack),
      sinceHref: href(`/groups/${group}/since`),
      todayHref: pack ? `/groups/${group}/report` : null,
      figures: sixFigures(report, figure),
      asks: boardAsks(report, where),
      ...programmes(report, figure),
      overdue: {
        ...sum(listed('actions.overdue'), listed('milestones.overdue')),
        of: ofBoth(list('actions.overdue').total, list('milestones.overdue').total),
        rows: [...promised(overdue.items, actions), ...promised(list('milestones.overdue').items, [])],
        href: figure('actions.overdue'),
      },
      missed: {
        ...listed('targets.breached'),
        rows: missedTargets(breached.items, targets),
        href: figure('targets.breached'),
      },
      next: {
        ...sum(listed('actions.dueNext'), listed('milestones.dueNext')),
        of: ofBoth(list('actions.dueNext').total, list('milestones.dueNext').total),
        rows: [...promised(dueNext.items, actions), ...promised(list('milestones.dueNext').items, [])],
        href: figure('actions.dueNext'),
      },
      dueUntil: report.dueUntil,
      deciding: DECIDING.map((each) => ({
        ...each,
        title: each.figure === 'decisions.taken' ? `Taken since ${day(report.takenSince.day)}` : each.title,
        ...listed(each.figure),
        rows: decisionRows(list(each.figure).items, decisions),
        href: figure(each.figure),
      })),
      noReview: {
        ...listed('actions.noReviewDate'),
        items: list('actions.noReviewDate').items,
        href: figure('actions.noReviewDate'),
      },
      silent: {
        total: list('actions.silent').total,
        open: report.totals.actions.open,
        since: report.silentSince.instant,
        href: figure('actions.silent'),
        by: silentBy(report, figure),
      },
      standsMore: pack
        ? `Its pack was issued on ${when(pack.issuedAt)}. The pack’s proof code covers its figures, its lists and what is asked; leads, ratings and words are added from the same moment.`
        : undefined,
      // At the moment of the pack the meeting has none yet, so its proof stands on today's page.
      pack: pack ? { ...pack, href: `/meetings/${pack.reference}` } : null,
    };
  },
});

const MOST = '100';

/** The rows of what lists name; nothing is asked where they name nothing. */
async function about<Answer extends object>(
  { ask }: PageContext,
  route: QueryRoute<Answer>,
  named: readonly { readonly reference: string }[],
): Promise<Answer | undefined> {
  const references = [...new Set(named.map(({ reference }) => reference))].slice(0, Number(MOST)).join(',');
  return references ? ask(route, { references, limit: MOST }) : undefined;
}

function introOf({ day: judged, takenSince }: BoardReport, pack: { readonly issuedAt: string } | undefined): string {
  const since = takenSince.meeting ? `“Since the last meeting” is since ${day(takenSince.day)}.` : '';
  return [pack ? `Pack issued ${when(pack.issuedAt)}.` : '', `Dates are judged on ${day(judged)}.`, since]
    .filter(Boolean)
    .join(' ');
}

function sixFigures(
  { totals: { actions, targets }, dueUntil, silentSince }: BoardReport,
  figure: (name: string) => string,
) {
  return [
    {
      n: actions.open,
      says: `${plural(actions.open, 'action')} open`,
      after: `, of ${actions.all}`,
      href: figure('actions.open'),
    },
    {
      n: actions.overdue,
      says: plural(actions.overdue, 'past its agreed date', 'past their agreed date'),
      after: '',
      href: figure('actions.overdue'),
    },
    { n: actions.dueNext, says: `due by ${day(dueUntil)}`, after: '', href: figure('actions.dueNext') },
    {
      n: targets.breached,
      says: missedTarget(targets.breached),
      after: `, of ${targets.active}`,
      href: figure('targets.breached'),
    },
    {
      n: actions.silent,
      says: 'without a word',
      after: ` since ${day(silentSince.instant)}`,
      href: figure('actions.silent'),
    },
    { n: actions.unowned, says: 'without a named lead', after: '', href: figure('actions.unowned') },
  ];
}

/** A heading counts milestones beside the figure above, which is of actions alone. */
const ofBoth = (actions: number, milestones: number): string =>
  milestones > 0 ? `${count(actions, 'action')} and ${count(milestones, 'milestone')}` : String(actions);

const sum = (one: { total: number; left: number }, other: { total: number; left: number }) => ({
  total: one.total + other.total,
  left: one.left + other.left,
});

function programmes({ programmes, elsewhere, totals }: BoardReport, figure: (name: string, row?: string) => string) {
  const opening = (row?: string) => (cell: ReturnType<typeof cellsOf>[number]) => ({
    ...cell,
    href: figure(cell.figure, row),
  });
  const inside = programmes.map((each) => ({
    reference: each.reference,
    name: each.name,
    isPart: each.parent !== null,
    cells: cellsOf(each.name, each.actions, each).map(opening(each.reference)),
    ratings: each.ratings,
  }));
  const others =
    elsewhere && elsewhere.actions.all > 0
      ? [
          {
            reference: null,
            name: 'In other programmes, overseen by this board',
            isPart: false,
            cells: cellsOf('other programmes', elsewhere.actions).map(opening('elsewhere')),
            ratings: elsewhere.ratings,
          },
        ]
      : [];
  return {
    rows: [...inside, ...others],
    all: { cells: cellsOf('all programmes', totals.actions, totals).map(opening()), ratings: totals.ratings },
  };
}

function silentBy({ programmes, elsewhere }: BoardReport, figure: (name: string, row?: string) => string) {
  const rows = programmes.map(({ reference, name, actions }) => ({ name, n: actions.silent, row: reference }));
  const others = elsewhere ? [{ name: 'Other programmes', n: elsewhere.actions.silent, row: 'elsewhere' }] : [];
  return [...rows, ...others]
    .filter(({ n }) => n > 0)
    .map(({ name, n, row }) => ({ name, says: count(n, 'action'), href: figure('actions.silent', row) }));
}
