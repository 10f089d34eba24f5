import { type AnswerTo, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { SQUARES } from '../charts/marks.js';
import { pathOf } from '../frame/address.js';
import { definePage } from '../frame/page.js';
import { SAID, squaresOf } from '../home/home.page.js';
import { TARGET_COLUMNS, targetRow } from '../lists/rows.js';
import { capital, count, dayAndMonth, plural, span } from '../words/dates.js';
import { figureName, missedTarget } from '../words/figures.js';
import { disposition, status } from '../words/labels.js';
import { nameOf } from '../words/names.js';

type Report = AnswerTo<typeof routes.governance>;

const LISTS = ['actions.overdue', 'actions.dueNext', 'milestones.overdue', 'milestones.dueNext'] as const;
const SHOWN = 10;

export const programme = definePage({
  path: 'programmes/:ref',
  template: 'programme',
  section: 'plan',
  roles: READS,
  async make(context) {
    const { ask, path, names, href } = context;
    const shown = await ask(routes.programme, {}, path);
    const { reference } = shown;
    const report = await ask(routes.governance, { programme: reference });
    const targets = await ask(routes.targets, { programme: reference, limit: '30' });
    const decisions = await ask(routes.decisions, { programme: reference, limit: '20' });
    const figure = (name: string, row?: string) =>
      href('/reports/governance/items', { programme: reference, figure: name, ...(row && { row }) });
    const own = report.programmes.find((each) => each.reference === reference);
    const parts = report.programmes.filter((each) => each.reference !== reference);
    return {
      title: shown.name,
      reference,
      board: shown.group ?? undefined,
      crumbs: [
        { text: 'Plan', href: href('/') },
        ...(shown.parent ? [{ text: nameOf(names, shown.parent), href: href(pathOf('programme', shown.parent)) }] : []),
      ],
      description: shown.description,
      closure: shown.closure,
      lead: shown.lead,
      group: shown.group && { kind: 'group', reference: shown.group, name: nameOf(names, shown.group) },
      sentences: sentencesOf(report, figure),
      squares: squaresOf(shown.name, (parts.length > 0 ? report.totals : (own ?? report.totals)).actions),
      legend: SQUARES.map((kind) => ({ kind, says: SAID[kind] })),
      figures: figuresOf(report, figure),
      parts: parts.map((part) => ({
        item: { kind: 'programme', reference: part.reference, title: part.name },
        squares: squaresOf(part.name, part.actions),
        cells: cellsOf(part, (name) => figure(name, part.reference)),
      })),
      lists: LISTS.flatMap((name) => listOf(report, name, figure(name))),
      columns: TARGET_COLUMNS.filter(({ text }) => text !== 'Programme'),
      targets: targets.items.map((target) => {
        const { item, cells } = targetRow(target, context);
        return { item, cells: cells.filter(({ label }) => label !== 'Programme') };
      }),
      targetsMore: targets.nextCursor === null ? null : href('/targets', { programme: reference }),
      decisions: decisions.items.map((decision) => ({
        item: { kind: 'decision', reference: decision.reference, title: decision.title },
        says: `${disposition(decision.disposition)}${decision.status === 'in-force' ? '' : `, ${status(decision.status).toLowerCase()}`}`,
      })),
      decisionsMore: decisions.nextCursor === null ? null : href('/decisions', { programme: reference }),
      leadsTo: [
        { text: 'All its actions', href: href('/actions', { programme: reference }) },
        { text: 'Its milestones', href: href('/milestones', { programme: reference }) },
        { text: 'Its dates that moved', href: href('/dates', { programme: reference }) },
        { text: 'Its calendar', href: href('/calendar', { programme: reference }) },
        { text: 'Its audit trail', href: href('/audit', { programme: reference, order: 'newest' }) },
      ],
    };
  },
});

type Addressed = (figure: string) => string;

/** Up to three: what is late, which targets are missed, what nobody leads or dates. */
function sentencesOf({ totals, lists }: Report, figure: Addressed) {
  const { actions, targets } = totals;
  const oldest = lists.find((list) => list.figure === 'actions.overdue')?.items[0];
  return [
    {
      strong: `${actions.overdue} of ${count(actions.open, 'open action')} ${actions.overdue === 1 ? 'is' : 'are'} past the agreed date.`,
      href: actions.overdue > 0 ? figure('actions.overdue') : null,
      item: oldest,
      rest: oldest ? `is the longest, by ${span(oldest.daysPast ?? 0)}.` : '',
    },
    {
      strong: `${targets.breached} of ${count(targets.active, 'target')} ${targets.breached === 1 ? 'is' : 'are'} missed.`,
      href: targets.breached > 0 ? figure('targets.breached') : null,
    },
    {
      strong: `${actions.unowned} of ${count(actions.open, 'open action')} ${actions.unowned === 1 ? 'has' : 'have'} no named lead.`,
      href: actions.unowned > 0 ? figure('actions.unowned') : null,
    },
  ];
}

interface Counted {
  readonly actions: Report['totals']['actions'];
  readonly targets: Report['totals']['targets'];
}

function cellsOf({ actions, targets }: Counted, figure: Addressed) {
  const cell = (label: string, n: number, name: string, what: string) => ({ label, n, what, href: figure(name) });
  return [
    cell('Open', actions.open, 'actions.open', 'open'),
    cell('Past date', actions.overdue, 'actions.overdue', plural(actions.overdue, 'past its date', 'past their date')),
    cell('Due soon', actions.dueNext, 'actions.dueNext', 'due soon'),
    cell('No date', actions.undated, 'actions.undated', 'without a date'),
    cell('No lead', actions.unowned, 'actions.unowned', 'without a lead'),
    cell('Targets missed', targets.breached, 'targets.breached', missedTarget(targets.breached)),
  ];
}

function figuresOf({ totals: { actions, targets }, dueUntil }: Report, figure: Addressed) {
  const { open, overdue, dueNext, undated, unowned } = actions;
  const told = (n: number, name: string, says: string) => ({ n, says, href: figure(name) });
  return [
    told(open, 'actions.open', `${plural(open, 'action')} open`),
    told(overdue, 'actions.overdue', plural(overdue, 'past its agreed date', 'past their agreed date')),
    told(dueNext, 'actions.dueNext', `due by ${dayAndMonth(dueUntil)}`),
    told(undated, 'actions.undated', 'without a date'),
    told(unowned, 'actions.unowned', 'without a named lead'),
    told(targets.breached, 'targets.breached', missedTarget(targets.breached)),
  ];
}

/** A list of the report that has something in it. */
function listOf({ lists }: Report, figure: (typeof LISTS)[number], href: string) {
  const list = lists.find((each) => each.figure === figure);
  if (!list || list.total === 0) return [];
  const rows = list.items.slice(0, SHOWN).map((item) => ({
    item,
    due: item.due,
    says: item.daysPast !== null && item.daysPast > 0 ? `${span(item.daysPast)} past` : null,
    owner: item.owner,
  }));
  return [{ heading: capital(figureName(figure)), total: list.total, href, rows, more: list.total > rows.length }];
}
