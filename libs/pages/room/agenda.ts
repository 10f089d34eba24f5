import type { AnswerTo, routes } from '#application/index.js';
import type { CalendarDate } from '#domain/index.js';
import { capital, count, day, daysBetween } from '../words/dates.js';
import { because } from '../words/reasons.js';

type Report = AnswerTo<typeof routes.governance>;
type Action = AnswerTo<typeof routes.actions>['items'][number];

interface AgendaItem {
  readonly kind: string;
  readonly reference: string;
  readonly title?: string;
}

export interface AgendaSection {
  readonly title: string;
  readonly items: readonly AgendaItem[];
}

/** An item stands in the first section that lists it. */
export function agendaOf(report: Report, added: readonly AgendaItem[]): readonly AgendaSection[] {
  const asked = (name: Report['asks'][number]['ask']) => report.asks.find(({ ask }) => ask === name)?.items ?? [];
  const listed = (name: string) => report.lists.find(({ figure }) => figure === name)?.items ?? [];
  const sections = [
    { title: 'Added by the secretary', items: added },
    { title: 'To verify, or to send back', items: asked('complete-not-verified') },
    { title: 'Decisions that wait', items: [...listed('decisions.readyToRelease'), ...listed('decisions.reviewDue')] },
    {
      title: 'Dates moved and not yet agreed or received',
      items: [...asked('dates-moved-by-lead'), ...asked('chairs-actions')],
    },
    { title: 'Asked of this board', items: asked('escalated') },
    { title: 'Blocked', items: asked('blocked') },
    { title: 'Past their date', items: [...listed('actions.overdue'), ...listed('milestones.overdue')] },
    { title: 'Due before the next meeting', items: [...listed('actions.dueNext'), ...listed('milestones.dueNext')] },
  ];
  const seen = new Set<string>();
  return sections.flatMap(({ title, items }) => {
    const own = items.flatMap(({ kind, reference, title: name }) => {
      if (seen.has(reference)) return [];
      seen.add(reference);
      return [{ kind, reference, ...(name && { title: name }) }];
    });
    return own.length > 0 ? [{ title, items: own }] : [];
  });
}

export function lastSaid(action: Action | undefined, today: CalendarDate): string {
  if (!action) return '';
  const { progress, overdue, agreed, nextDue, derivedRating, completion } = action;
  const due = nextDue ?? agreed?.latest;
  const late = overdue && due ? `${count(daysBetween(due, today), 'day')} past ${day(due)}.` : '';
  const [reason] = derivedRating.reasons;
  const facts = !late && reason ? `${capital(because(reason))}.` : '';
  const said = completion?.narrative ?? progress?.narrative;
  return [late, facts, said ? `Its lead last said: “${said}”` : 'Nothing was reported yet.'].filter(Boolean).join(' ');
}
