import type { AnswerTo, routes } from '#application/index.js';
import { spanOf } from '#domain/index.js';
import { pathOf } from '../frame/address.js';
import type { PageContext } from '../frame/page.js';
import { heldTo } from '../target/target-words.js';
import { count, day, daysBetween, list, shortPeriod } from '../words/dates.js';
import { figure, status } from '../words/labels.js';
import { fullNameOf, nameOf } from '../words/names.js';
import { promisedDay, saysMore } from '../words/timescale.js';
import type { Cell, ListColumn, ListRow } from './list-page.js';

type Action = AnswerTo<typeof routes.actions>['items'][number];
type Milestone = AnswerTo<typeof routes.milestones>['items'][number];
type Target = AnswerTo<typeof routes.targets>['items'][number];
type Around = Pick<PageContext, 'names' | 'href' | 'day'>;

export const ACTION_COLUMNS: readonly ListColumn[] = [
  { text: 'Action', w: 'xl' },
  { text: 'Programme', w: 'm' },
  { text: 'Lead', w: 'm' },
  { text: 'State', w: 's' },
  { text: 'Agreed date', w: 'm' },
  { text: 'Lead says' },
  { text: 'Facts say' },
];

export function actionRow(action: Action, around: Around): ListRow {
  const { reference, title, owner, agreed, nextDue, overdue } = action;
  const due = nextDue ?? agreed?.latest;
  const late = overdue && due ? `${count(daysBetween(due, around.day), 'day')} past` : null;
  return {
    item: { kind: 'action', reference, title },
    cells: [
      programme(action.programme, around),
      owner
        ? { label: 'Lead', text: fullNameOf(around.names, owner), href: around.href(pathOf('party', owner)) }
        : { label: 'Lead', text: 'No lead named', quiet: true },
      { label: 'State', text: status(action.status) },
      {
        label: 'Agreed date',
        text: promisedDay(agreed, nextDue),
        sub: [saysMore(agreed), late].filter(Boolean).join(', ') || null,
      },
      { label: 'Lead says', said: action.rating ?? {} },
      { label: 'Facts say', found: action.derivedRating },
    ],
  };
}

export const MILESTONE_COLUMNS: readonly ListColumn[] = [
  { text: 'Milestone', w: 'xl' },
  { text: 'Programme', w: 'm' },
  { text: 'State', w: 's' },
  { text: 'Agreed date', w: 'm' },
  { text: 'Expected or met' },
];

export function milestoneRow(milestone: Milestone, around: Around): ListRow {
  const { reference, title, due, metOn, overdue, forecast } = milestone;
  const late = overdue && due.latest ? `${count(daysBetween(due.latest, around.day), 'day')} past` : null;
  return {
    item: { kind: 'milestone', reference, title },
    cells: [
      programme(milestone.programme, around),
      { label: 'State', text: status(milestone.status) },
      { label: 'Agreed date', text: promisedDay(due), sub: [saysMore(due), late].filter(Boolean).join(', ') || null },
      metOrExpected(milestone, metOn, forecast),
    ],
  };
}

function metOrExpected({ status: state, due }: Milestone, metOn: string | null, forecast: Milestone['forecast']): Cell {
  const label = 'Expected or met';
  if (metOn) {
    const days = due.latest ? daysBetween(due.latest, metOn) : 0;
    return { label, text: `Met on ${day(metOn)}`, sub: days > 0 ? `${count(days, 'day')} late` : null };
  }
  if (state === 'met') return { label, text: 'Met; the day is not stated', quiet: true };
  return forecast && state === 'pending'
    ? { label, text: `Its lead expects ${promisedDay(forecast)}` }
    : { label, text: '' };
}

export const TARGET_COLUMNS: readonly ListColumn[] = [
  { text: 'Target', w: 'xl' },
  { text: 'Programme', w: 'm' },
  { text: 'Level', w: 'm' },
  { text: 'Latest figure', w: 'm' },
  { text: 'State' },
];

export function targetRow(target: Target, around: Around): ListRow {
  const { reference, measure, unit, latest, openBreaches } = target;
  const level = levelOf(target);
  const missed = openBreaches.length > 0 ? `Missed in ${list(openBreaches.slice(-3).map(shortPeriod))}` : null;
  const more = openBreaches.length > 3 ? ` and ${openBreaches.length - 3} before` : '';
  return {
    item: { kind: 'target', reference, title: measure },
    cells: [
      programme(target.programme, around),
      level
        ? {
            label: 'Level',
            text: heldTo(target, level.value),
            sub: `for ${shortPeriod(level.period)}`,
          }
        : { label: 'Level', text: 'None set', quiet: true },
      latest
        ? { label: 'Latest figure', text: latestFigure(latest, unit), sub: shortPeriod(latest.period) }
        : { label: 'Latest figure', text: 'Never measured', quiet: true },
      { label: 'State', text: missed ? `${missed}${more}` : status(target.status) },
    ],
  };
}

/** The level that the latest figure is held to, or the first one before anything is measured. */
function levelOf({ trajectory, latest }: Target) {
  const ends = (period: string) => spanOf(period)?.last ?? '';
  const reached = trajectory.filter(({ period }) => latest && ends(period) <= ends(latest.period));
  return reached.at(-1) ?? trajectory[0];
}

function latestFigure({ value, low, high }: NonNullable<Target['latest']>, unit: string): string {
  if (value === null && low !== null && high !== null) return `${figure(low, unit)} to ${figure(high, unit)}`;
  return figure(value, unit);
}

const programme = (reference: string, { names, href }: Around): Cell => ({
  label: 'Programme',
  text: nameOf(names, reference),
  href: href(pathOf('programme', reference)),
});
