import type { ReportAnswers } from '#application/index.js';
import { dayOf } from '../text/days.js';
import { inOneLine } from '../text/render.js';
import { formatValue } from '../text/values.js';
import { ending, heading, sentence } from './frame.js';
import { inWords } from './item-lines.js';

type Listed = ReportAnswers['readings']['items'][number];
type Reading = Listed['present'];

export function readingsLines(page: ReportAnswers['readings']): string[] {
  return [
    ...heading(`Timescales that are read otherwise today, by reader ${page.reader}`, page),
    ...(page.items.length === 0 ? ['', 'Every stored reading is what would be read today.'] : []),
    ...page.items.flatMap((item) => ['', ...readingLines(item)]),
    ...ending(page),
  ];
}

export function readingLines({ reference, title, text, stored, present, differs }: Listed): string[] {
  return [
    ...sentence(`${reference}  ${inOneLine(title)}: "${inOneLine(text)}"`, '', '  '),
    ...sentence(`stored by ${stored.reader}: ${readingIn(stored.reading)}`, '    ', '      '),
    ...sentence(`read today: ${readingIn(present)}${otherDifferences(differs, present)}`, '    ', '      '),
  ];
}

function readingIn({ earliest, latest, firmness, precision, openEnded }: Reading): string {
  if (precision === 'unread') return 'not read';
  return [windowOf(earliest, latest), inWords(firmness), ...(openEnded ? ['open-ended'] : [])].join(', ');
}

function windowOf(earliest: string | null, latest: string | null): string {
  if (latest === null) return earliest === null ? 'no date' : `from ${dayOf(earliest)}`;
  if (earliest === null) return `by ${dayOf(latest)}`;
  return earliest === latest ? `on ${dayOf(latest)}` : `${dayOf(earliest)} to ${dayOf(latest)}`;
}

const IN_WORDS: ReadonlySet<string> = new Set(['earliest', 'latest', 'firmness', 'precision', 'openEnded']);

function otherDifferences(differs: readonly string[], present: Reading): string {
  const others = differs.filter((name) => !IN_WORDS.has(name));
  return others.map((name) => `; ${formatValue({ [name]: present[name as keyof Reading] })}`).join('');
}
