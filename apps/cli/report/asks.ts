import { dayOf } from '../text/days.js';
import { inOneLine } from '../text/render.js';
import { ending, type Framed, heading, section, sentence } from './frame.js';

interface PrintedDetails {
  readonly narrative?: string | null;
  readonly to?: string | null;
  readonly ask?: string;
  readonly from?: string | null;
  readonly days?: number | null;
  readonly reason?: string | null;
  readonly disposition?: string;
  readonly rating?: string;
  readonly derived?: { readonly rating: string | null };
}

interface AskItemShown {
  readonly reference: string;
  readonly title: string;
  readonly owner: string | null;
  readonly asked: PrintedDetails;
}

export interface AskShown {
  readonly ask: string;
  readonly total: number;
  readonly items: readonly AskItemShown[];
}

const HEADINGS: Readonly<Record<string, string>> = {
  blocked: 'To unblock',
  'complete-not-verified': 'To verify',
  escalated: 'Escalated and not answered',
  'dates-moved-by-lead': "Dates moved on the lead's word alone",
  'chairs-actions': "Chair's actions",
  'rated-better-than-facts': 'Rated better than the facts',
};

export function askLines(asks: readonly AskShown[]): string[] {
  return asks.flatMap(({ ask, total, items }) =>
    total === 0
      ? []
      : section(`The group is asked: ${(HEADINGS[ask] ?? ask).toLowerCase()} (${total})`, [
          ...items.flatMap(itemLines),
          ...(total > items.length ? sentence(`and ${total - items.length} more.`, '  ') : []),
        ]),
  );
}

export function askPageLines(page: Framed & { readonly items: readonly AskItemShown[] }): string[] {
  return [
    ...heading('What the group is asked', page),
    ...(page.items.length === 0 ? ['', 'The list is empty.'] : ['', ...page.items.flatMap(itemLines)]),
    ...ending(page),
  ];
}

function itemLines({ reference, title, owner, asked }: AskItemShown): string[] {
  const led = owner === null ? '' : ` (${owner})`;
  const detail = detailOf(asked);
  return sentence(`${reference}  ${inOneLine(title)}${led}${detail === '' ? '' : `: ${detail}`}`, '  ');
}

function detailOf({ narrative, to, ask, from, days, reason, disposition, rating, derived }: PrintedDetails): string {
  if (rating !== undefined) return `rated ${rating}; the facts say ${derived?.rating ?? 'nothing'}`;
  if (ask !== undefined) return `${to} is asked: ${inOneLine(ask)}`;
  if (from !== undefined) return moved(from, to ?? null, days ?? null, reason ?? null);
  if (disposition !== undefined) return `decided: ${disposition}`;
  return narrative ? inOneLine(narrative) : '';
}

function moved(from: string | null, to: string | null, days: number | null, reason: string | null): string {
  const dayText = (day: string | null) => (day === null ? 'no date' : dayOf(day));
  const by = days === null ? '' : `, ${days} days`;
  return `from ${dayText(from)} to ${dayText(to)}${by}${reason === null ? '' : `: ${inOneLine(reason)}`}`;
}
