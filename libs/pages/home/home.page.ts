import { type AnswerTo, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { SQUARES, type Square, squares } from '../charts/marks.js';
import { definePage } from '../frame/page.js';
import { offeredImport } from '../imports/imports.page.js';
import { count, day, dayAndMonth, plural } from '../words/dates.js';
import { missedTarget } from '../words/figures.js';
import { headlines } from './headlines.js';

type Report = AnswerTo<typeof routes.governance>;
type Upcoming = AnswerTo<typeof routes.upcoming>;
type Counts = Report['totals']['actions'];

export const SAID: Readonly<Record<Square, string>> = {
  late: 'past the agreed date',
  held: 'blocked or deferred',
  open: 'open, in time',
  undated: 'open, no date',
  done: 'reported complete',
  verified: 'verified',
};
const DAYS_SHOWN = 6;
/** Of programmes on one page: two hundred would be 400 KB. */
const ROWS = 50;

export const home = definePage({
  path: '',
  template: 'home',
  section: 'plan',
  roles: READS,
  async make(context) {
    const { ask, query, href, names } = context;
    const of = query.group ? { group: query.group } : {};
    const report = await ask(routes.governance, of);
    const upcoming = await ask(routes.upcoming, { ...of, limit: '100' });
    // Of the whole plan this would compare all of it twice, and lead to no page.
    const changes = query.group ? await ask(routes.changes, { ...of, limit: '1' }) : undefined;
    const { actions, targets } = report.totals;
    const figure = (name: string, row?: string) =>
      href('/reports/governance/items', { ...of, figure: name, ...(row && { row }) });
    const all = [...report.programmes].sort(byParent);
    const first = firstRow(query.from, all.length);
    const rows = all.slice(first, first + ROWS).map((programme) => ({
      ...programme,
      isPart: programme.parent !== null,
      squares: squaresOf(programme.name, programme.actions),
      cells: cellsOf(programme.actions, programme.targets.breached, programme.name).map((cell) => ({
        ...cell,
        href: figure(cell.figure, programme.reference),
      })),
    }));
    return {
      title: 'The plan at a glance',
      board: report.group?.reference,
      group: report.group,
      headlines: headlines(report, changes, { figure, href, names }),
      legend: SQUARES.map((kind) => ({ kind, says: SAID[kind] })),
      dueBy: dayAndMonth(report.dueUntil),
      rows,
      shown: rows.length < all.length ? `Programmes ${first + 1} to ${first + rows.length} of ${all.length}.` : null,
      next: first + ROWS < all.length ? href('/', { ...of, from: String(first + ROWS + 1) }) : null,
      totals: cellsOf(actions, targets.breached, 'all programmes').map((cell) => ({
        ...cell,
        href: figure(cell.figure),
      })),
      unread: nothingReported(actions),
      bringsIn: offeredImport(context),
      ...comingDays(upcoming),
      cannotTell: [
        {
          n: actions.undated,
          of: actions.open,
          says: `${plural(actions.open, 'open action')} ${plural(actions.undated, 'has', 'have')} no date`,
          href: figure('actions.undated'),
        },
        {
          n: actions.unowned,
          says: plural(actions.unowned, 'has no named lead', 'have no named lead'),
          href: figure('actions.unowned'),
        },
        {
          n: actions.unrated,
          says: plural(actions.unrated, 'was never rated by anybody', 'were never rated by anybody'),
          href: figure('actions.unrated'),
        },
        {
          n: actions.silent,
          says: `${plural(actions.silent, 'has', 'have')} not been heard of since ${day(report.silentSince.instant)}`,
          href: figure('actions.silent'),
        },
      ].filter(({ n }) => n > 0),
    };
  },
});

/** Counts from 1; an address that asks for no such row gets the first. */
function firstRow(from: string | undefined, rows: number): number {
  const asked = /^\d{1,6}$/.test(from ?? '') ? Number(from) - 1 : 0;
  return asked > 0 && asked < rows ? asked : 0;
}

/** Parts stand below the programme that they are part of. */
function byParent(one: Report['programmes'][number], other: Report['programmes'][number]): number {
  const key = ({ parent, reference }: typeof one) => `${parent ?? reference} ${parent === null ? '' : reference}`;
  return key(one) < key(other) ? -1 : 1;
}

/** The squares of a programme, labelled with what they say. */
export function squaresOf(name: string, counts: Counts): string {
  const { open, overdue, heldUp, undated, complete, verified } = counts;
  const drawn: Readonly<Record<Square, number>> = {
    late: overdue,
    held: heldUp,
    open: Math.max(0, open - overdue - heldUp - undated),
    undated,
    done: complete,
    verified,
  };
  const said = SQUARES.filter((kind) => drawn[kind] > 0).map((kind) => `${drawn[kind]} ${SAID[kind]}`);
  const kinds = SQUARES.flatMap((kind) => Array.from({ length: drawn[kind] }, () => kind));
  return squares(kinds, `${name}: ${said.join(', ') || 'no actions'}`);
}

function cellsOf(actions: Counts, breached: number, name: string) {
  const { open, overdue, dueNext, undated, unowned, unrated } = actions;
  return [
    { label: 'Open', n: open, figure: 'actions.open', what: `open in ${name}` },
    {
      label: 'Past date',
      n: overdue,
      figure: 'actions.overdue',
      what: plural(overdue, 'past its date', 'past their date'),
    },
    { label: 'Due soon', n: dueNext, figure: 'actions.dueNext', what: 'due soon' },
    { label: 'No date', n: undated, figure: 'actions.undated', what: 'without a date' },
    { label: 'No lead', n: unowned, figure: 'actions.unowned', what: 'without a lead' },
    { label: 'Never rated', n: unrated, figure: 'actions.unrated', what: 'never rated' },
    {
      label: 'Targets missed',
      n: breached,
      figure: 'targets.breached',
      what: missedTarget(breached),
    },
  ];
}

const nothingReported = ({ open, unrated, silent, inProgress }: Counts): boolean =>
  open > 0 && unrated === open && silent === open && inProgress === 0;

function comingDays({ items, nextCursor, until }: Upcoming) {
  const promises = items.filter(({ what }) => what !== 'period');
  const periods = items.length - promises.length;
  const days = [...new Set(promises.map(({ on }) => on))].slice(0, DAYS_SHOWN);
  return {
    coming: days.map((on) => ({ on, items: promises.filter((item) => item.on === on) })),
    comingUntil: until,
    periods:
      periods > 0
        ? `${count(periods, 'target')} ${periods === 1 ? 'ends' : 'end'} a period without a figure yet.`
        : null,
    more: nextCursor !== null || days.length < new Set(promises.map(({ on }) => on)).size,
  };
}
