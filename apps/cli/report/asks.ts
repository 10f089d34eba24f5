import type { ReportAnswers } from '#application/index.js';
import { dayOf } from '../text/days.js';
import { inOneLine } from '../text/render.js';
import { ending, heading, section, sentence } from './frame.js';

type AskItem = ReportAnswers['governance-asks']['items'][number];

const HEADINGS: Readonly<Record<string, string>> = {
  blocked: 'To unblock',
  'complete-not-verified': 'To verify',
  escalated: 'Escalated and not answered',
  'dates-moved-by-lead': "Dates asked for, or moved on the lead's word alone",
  'chairs-actions': "Chair's actions",
  'rated-better-than-facts': 'Rated better than the facts',
};

export function askLines(asks: ReportAnswers['governance']['asks']): string[] {
  return asks.flatMap(({ ask, total, items }) =>
    total === 0
      ? []
      : section(`The group is asked: ${(HEADINGS[ask] ?? ask).toLowerCase()} (${total})`, [
          ...items.flatMap(itemLines),
          ...(total > items.length ? sentence(`and ${total - items.length} more.`, '  ') : []),
        ]),
  );
}

export function askPageLines(page: ReportAnswers['governance-asks']): string[] {
  return [
    ...heading('What the group is asked', page),
    ...(page.items.length === 0 ? ['', 'The list is empty.'] : ['', ...page.items.flatMap(itemLines)]),
    ...ending(page),
  ];
}

function itemLines({ reference, title, owner, asked }: AskItem): string[] {
  const led = owner === null ? '' : ` (${owner})`;
  const detail = detailOf(asked);
  return sentence(`${reference}  ${inOneLine(title)}${led}${detail === '' ? '' : `: ${detail}`}`, '  ');
}

function detailOf(asked: AskItem['asked']): string {
  if ('rating' in asked) return `rated ${asked.rating}; the facts say ${asked.derived.rating ?? 'nothing'}`;
  if ('ask' in asked) return `${asked.to} is asked: ${inOneLine(asked.ask)}`;
  if ('request' in asked) {
    const { request, by, reason } = asked;
    return `${by} asks for “${inOneLine(request)}”, ${moved(asked.from, asked.to, asked.days, reason)}`;
  }
  if ('from' in asked) return moved(asked.from, asked.to, asked.days, asked.reason);
  if ('disposition' in asked) return `decided: ${asked.disposition}`;
  return asked.narrative ? inOneLine(asked.narrative) : '';
}

function moved(from: string | null, to: string | null, days: number | null, reason: string | null): string {
  const dayText = (day: string | null) => (day === null ? 'no date' : dayOf(day));
  const by = days === null ? '' : `, ${days} days`;
  return `from ${dayText(from)} to ${dayText(to)}${by}${reason === null ? '' : `: ${inOneLine(reason)}`}`;
}
