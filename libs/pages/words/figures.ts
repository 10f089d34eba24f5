import { plural } from './dates.js';

/** What each figure of a report counts, in words. */
const FIGURES: Readonly<Record<string, string>> = {
  'actions.all': 'all actions',
  'actions.planned': 'planned actions',
  'actions.inProgress': 'actions in progress',
  'actions.blocked': 'blocked actions',
  'actions.deferred': 'deferred actions',
  'actions.complete': 'actions reported complete',
  'actions.verified': 'verified actions',
  'actions.withdrawn': 'withdrawn actions',
  'actions.open': 'open actions',
  'actions.unrated': 'open actions that were never rated',
  'actions.overdue': 'actions past their agreed date',
  'actions.dueNext': 'actions due soon',
  'actions.noReviewDate': 'ongoing actions with no date on which to look again',
  'actions.silent': 'actions of which nothing was heard',
  'actions.heldUp': 'actions that are blocked or deferred',
  'actions.undated': 'open actions without a date',
  'actions.unowned': 'open actions without a named lead',
  'milestones.all': 'all milestones',
  'milestones.pending': 'milestones still to come',
  'milestones.met': 'milestones met',
  'milestones.missed': 'milestones missed',
  'milestones.withdrawn': 'withdrawn milestones',
  'milestones.overdue': 'milestones past their agreed date',
  'milestones.dueNext': 'milestones due soon',
  'targets.all': 'all targets',
  'targets.active': 'targets in use',
  'targets.suspended': 'suspended targets',
  'targets.withdrawn': 'withdrawn targets',
  'targets.breached': 'targets that are missed',
  'decisions.all': 'all decisions',
  'decisions.taken': 'decisions taken since the last meeting',
  'decisions.reviewDue': 'decisions to be reviewed',
  'decisions.readyToRelease': 'decisions ready to be released',
  'decisions.conditionsOpen': 'decisions that wait for a condition',
};

/** "target missed", "targets missed": the words of a figure beside its number. */
export const missedTarget = (count: number): string => plural(count, 'target missed', 'targets missed');

export const figureName = (figure: string): string => FIGURES[figure] ?? figure.replace('.', ' ');
