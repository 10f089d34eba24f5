import type { ReportAnswers } from '#application/index.js';
import { instantOf, whenTrue } from '../text/days.js';
import { eventSummary } from '../text/format-event.js';
import { inOneLine, wordsOf } from '../text/render.js';
import { fieldLine } from '../text/values.js';
import { ending, heading, sentence } from './frame.js';
import { inWords } from './item-lines.js';

export function auditLines(page: ReportAnswers['audit']): string[] {
  return [
    ...heading('The audit trail', page),
    ...(page.items.length === 0 ? ['', 'No events match.'] : page.items.flatMap(entryLines)),
    ...ending(page),
  ];
}

function entryLines(entry: ReportAnswers['audit']['items'][number]): string[] {
  const { number, reference, kind, recordedAt, occurredAt, source, changes, authority, late } = entry;
  const trueAt = occurredAt === recordedAt ? '' : `, true ${whenTrue(occurredAt)}`;
  return [
    '',
    ...sentence(`${number}  ${instantOf(recordedAt)}${trueAt}  ${reference} (${inWords(kind)})`, '', '  '),
    ...sentence(eventSummary(entry, authority ? [`authority ${inWords(authority)}`] : []), '  ', '    '),
    ...(source === null ? [] : sentence(`from ${inOneLine(Object.values(source).join(', '))}`, '  ', '    ')),
    ...(late === null ? [] : sentence(inOneLine(late.note), '  ', '    ')),
    ...changes.flatMap((change) => {
      const line = fieldLine({ ...change, field: wordsOf(change.field) });
      return line === undefined ? [] : sentence(line, '    ', '      ');
    }),
  ];
}
