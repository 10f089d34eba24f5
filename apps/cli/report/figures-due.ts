import type { ReportAnswers } from '#application/index.js';
import { dayOf } from '../text/days.js';
import { columns, table } from '../text/layout.js';
import { inOneLine } from '../text/render.js';
import { ending, heading, sentence } from './frame.js';

export function figuresDueLines(report: ReportAnswers['figures-due']): string[] {
  const { day, total, items } = report;
  const rows = items.map(({ reference, title, period, missing, last }) => [
    reference,
    inOneLine(title ?? ''),
    `${period === null ? 'period not known' : `due for ${dayOf(period)}`}${missing > 1 ? `, and ${missing - 1} before it` : ''}`,
    last === null ? 'no figure yet' : `last figure for ${dayOf(last)}`,
  ]);
  const more = total - items.length;
  return [
    ...heading('Figures that are due', report),
    ...sentence(`Judged on ${dayOf(day)}.`, '  '),
    '',
    ...(total === 0 ? ['No figure is due.'] : table([{}, {}, {}, {}], rows, columns())),
    ...(more > 0 ? sentence(`and ${more} more; ask for one programme: --programme SMI`, '  ') : []),
    ...ending({}),
  ];
}
