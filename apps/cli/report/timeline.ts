import type { ReportAnswers } from '#application/index.js';
import { dayOf, whenTrue } from '../text/days.js';
import { inOneLine, wordsOf } from '../text/render.js';
import { formatValue } from '../text/values.js';
import { ending, heading, sentence } from './frame.js';
import { inWords } from './item-lines.js';

type Entry = ReportAnswers['timeline']['items'][number];

/** Fields shown in the heading or of use to programs only. */
const OMITTED_FIELDS: ReadonlySet<string> = new Set([
  ...['kind', 'id', 'reference', 'title', 'what', 'occurredAt', 'precision', 'effectiveFrom', 'recordedAt'],
  ...['reason', 'number', 'position', 'href', 'links', 'history', 'eventId', 'target', 'measure', 'met'],
]);

export function timelineLines(page: ReportAnswers['timeline']): string[] {
  return [
    ...heading('Decisions, milestones and breaches, in the order of when they were true', page),
    ...(page.items.length === 0 ? ['', 'No events match.'] : []),
    ...page.items.flatMap((item, at) => {
      const day = whenTrue(item.occurredAt);
      const before = page.items[at - 1];
      const isNew = before === undefined || whenTrue(before.occurredAt) !== day;
      return [...(isNew ? ['', day] : []), ...happeningLines(item)];
    }),
    ...ending(page),
  ];
}

function happeningLines(item: Entry): string[] {
  const { kind, reference, title, what, reason } = item;
  const how = kind === 'breach' ? inWords(what) : `${kind} ${inWords(what)}`;
  return [
    ...sentence(`${reference}  ${how}: ${inOneLine(title)}`, '  ', '    '),
    ...(reason === null ? [] : sentence(`because ${inOneLine(reason)}`, '    ', '      ')),
    ...Object.entries({ ...item, [kind]: undefined, ...item[kind] }).flatMap(([name, value]) => {
      const text = OMITTED_FIELDS.has(name) || (value === false && name !== 'open') ? '-' : wordsIn(value);
      return text === '-' ? [] : sentence(`${wordsOf(name)}: ${text}`, '    ', '      ');
    }),
  ];
}

const wordsIn = (value: unknown): string => (typeof value === 'string' ? inOneLine(dayOf(value)) : formatValue(value));
