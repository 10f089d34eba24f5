import { dayOf, days } from '../text/days.js';
import { columns, table } from '../text/layout.js';
import { inOneLine, wordsOf } from '../text/render.js';

export interface ItemShown {
  readonly reference: string;
  readonly title: string;
  readonly status?: string;
  readonly owner?: string | null;
  readonly due?: string | null;
  readonly daysPast?: number | null;
  readonly breachedPeriods?: readonly string[];
  readonly openConditions?: readonly string[];
}

const WHOLE = { whole: true };

export function itemTable(items: readonly ItemShown[]): string[] {
  const rows = items.map(({ reference, title, status, due, daysPast, owner, ...more }) => [
    reference,
    titleOf({ title, owner }),
    inWords(status),
    due ? dayOf(due) : '',
    due && daysPast && daysPast > 0 ? `${days(daysPast)} ago` : '',
    breachesAndConditions(more),
  ]);
  return table([WHOLE, {}, WHOLE, WHOLE, WHOLE, {}], rows, columns());
}

export const titleOf = ({ title, owner }: Pick<ItemShown, 'title' | 'owner'>): string =>
  owner ? `${inOneLine(title)} (${owner})` : inOneLine(title);

function breachesAndConditions({ breachedPeriods = [], openConditions = [] }: Partial<ItemShown>): string {
  return [
    ...(breachedPeriods.length === 0 ? [] : [`breached in ${breachedPeriods.map(dayOf).join(', ')}`]),
    ...(openConditions.length === 0 ? [] : [`open: ${openConditions.map(inOneLine).join('; ')}`]),
  ].join('; ');
}

export const inWords = (word: string | null | undefined): string => wordsOf(word ?? '').replaceAll('-', ' ');
