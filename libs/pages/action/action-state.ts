import type { AnswerTo, routes } from '#application/index.js';
import { type CalendarDate, isCalendarDate, isInstant, OPEN } from '#domain/index.js';
import type { HistoryEntry } from '../history/history.js';
import { count, day, daysBetween, onWhen } from '../words/dates.js';
import { type Names, nameOf } from '../words/names.js';

export type Action = AnswerTo<typeof routes.action>;

/** A sentence in pieces, of which some are strong. */
export type Pieces = readonly { readonly text: string; readonly strong?: boolean }[];

interface Around {
  readonly names: Names;
  /** The entries of the history that are at hand, newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly today: CalendarDate;
}

/** How an action stands, in one or two sentences. */
export function actionState(action: Action, around: Around): Pieces {
  const { status, completion, verification, withdrawal, block, deferral, progress } = action;
  const { names, entries } = around;
  switch (status) {
    case 'verified':
      return [
        { text: `Verified ${doneBy(verification, names, entries, 'ActionVerified')}.${completion ? ' ' : ''}` },
        ...completed(action, names),
      ];
    case 'complete':
      return [...completed(action, names), { text: ' Nobody else has confirmed it yet.' }];
    case 'withdrawn':
      return [
        { text: `Withdrawn ${doneBy(withdrawal, names, entries, 'ActionWithdrawn')}${because(withdrawal?.narrative)}` },
      ];
    case 'blocked':
      return [{ text: `Blocked ${doneBy(block, names, [])}${because(block?.narrative)}` }, ...late(action, around)];
    case 'deferred':
      return [
        {
          text: `Deferred${deferral?.until ? ` until ${day(deferral.until)}` : ''}, ${doneBy(deferral, names, [])}${because(deferral?.narrative)}`,
        },
        ...late(action, around),
      ];
    default: {
      const said = status === 'planned' ? 'Planned, and not begun' : 'In progress';
      const heard = progress
        ? ` Its lead last reported${progress.percent === null ? '' : ` ${progress.percent}%`} ${onWhen(progress.occurredAt)}.`
        : '';
      const lateness = late(action, around);
      return lateness.length > 0
        ? [{ text: `${said}: ` }, ...lateness.slice(1), { text: heard }]
        : [{ text: `${said}.${heard}` }];
    }
  }
}

interface Done {
  readonly by: string;
  readonly occurredAt: string;
}

/** "on 20 February 2019 by the board secretary, at the board meeting of 19 February 2019, Minute 4.1" */
function doneBy(done: Done | null, names: Names, entries: readonly HistoryEntry[], type = ''): string {
  if (!done) return 'on a day that is not stated';
  const by = done.by === 'system' ? 'in the plan as loaded' : `by ${nameOf(names, done.by)}`;
  const meeting = type ? entries.find((entry) => entry.type === type)?.meeting : null;
  const at = meeting ? `, at the ${meeting.name}${meeting.minute ? `, ${meeting.minute}` : ''}` : '';
  return `${onWhen(done.occurredAt)} ${by}${at}`;
}

function completed({ completion, agreed, nextDue }: Action, names: Names): Pieces {
  if (!completion) return [];
  const said = `Reported complete ${doneBy(completion, names, [])}`;
  const days =
    isOneDay(completion.occurredAt) && agreed?.latest && !nextDue
      ? daysBetween(agreed.latest, completion.occurredAt)
      : null;
  if (days === null) return [{ text: `${said}.` }];
  if (days <= 0)
    return [
      { text: `${said}, ${days === 0 ? 'on its agreed date' : `${count(-days, 'day')} before its agreed date`}.` },
    ];
  return [{ text: `${said}, ` }, { text: `${count(days, 'day')} after its agreed date`, strong: true }, { text: '.' }];
}

const isOneDay = (occurredAt: string) => isInstant(occurredAt) || isCalendarDate(occurredAt);
const because = (narrative: string | null | undefined) => (narrative ? `: “${narrative}”` : '.');

/** Nothing where it is in time; the first piece is a space to what stands before. */
function late({ status, overdue, agreed, nextDue }: Action, { today }: Around): Pieces {
  const due = nextDue ?? agreed?.latest;
  if (!overdue || !due || !OPEN.includes(status)) return [];
  return [
    { text: ' ' },
    { text: `${count(daysBetween(due, today), 'day')} past its agreed date`, strong: true },
    { text: '.' },
  ];
}
