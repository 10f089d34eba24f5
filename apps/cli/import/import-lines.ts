import { type Finding, sayPlace } from '#documents/index.js';
import { BECOMES, type Becomes, countsOf, type ImportPlan, type PlannedItem } from '#imports/index.js';

const WORDS: Readonly<Record<Becomes, string>> = {
  create: 'to create',
  change: 'to change',
  leave: 'to leave as they are',
  ask: 'that wait for an answer',
  'not-understood': 'not understood',
  furniture: 'without an item (headings, totals, notes)',
};

export function planLines(plan: ImportPlan): string {
  const { document, items, rows, questions, findings, creates, notes } = plan;
  const counts = countsOf(plan);
  const open = questions.filter(({ answer }) => answer === undefined);
  const odd = rows.filter(({ becomes }) => becomes === 'not-understood');
  return [
    `${document.name}${document.title ? `: ${document.title}` : ''}${document.date ? `, ${document.date}` : ', date not stated'}`,
    `${rows.length} rows: ${BECOMES.filter((each) => counts[each] > 0)
      .map((each) => `${counts[each]} ${WORDS[each]}`)
      .join(', ')}`,
    ...creates.map(({ reference, is, name }) => `+ ${reference} ${is} "${name}"`),
    ...items.flatMap(itemLines),
    ...(odd.length > 0
      ? ['', 'Not understood:', ...odd.map(({ place, text }) => `  ${sayPlace(place)}: ${text}`)]
      : []),
    ...(open.length > 0 ? ['', 'Questions:', ...open.flatMap(questionLines)] : []),
    ...(notes.length > 0 ? ['', 'Told of the file:', ...notes.map(({ text }) => `  ${text}`)] : []),
    ...(findings.length > 0 ? ['', 'What the plan says of itself:', ...findings.flatMap(findingLines)] : []),
  ].join('\n');
}

const SIGNS = { create: '+', change: '~', leave: '=', ask: '?' } as const;

function itemLines(item: PlannedItem): string[] {
  const { becomes, reference, title, place, timescales, warnings, records } = item;
  return [
    `${SIGNS[becomes]} ${reference ?? ''} ${title} (${sayPlace(place)})`,
    ...timescales.map(({ is, text, earliest, latest, assumptions }) => {
      const day = latest ?? (earliest ? `from ${earliest}` : 'no day');
      return `    ${is}: "${text}" is read as ${day}${assumptions.length > 0 ? `. ${assumptions.join(' ')}` : ''}`;
    }),
    ...(becomes === 'change' ? records.map((each) => `    ${each}`) : []),
    ...warnings.map((each) => `    ! ${each}`),
  ];
}

function questionLines({ id, text, choices }: ImportPlan['questions'][number]): string[] {
  return [
    `  ${id}: ${text}`,
    ...choices.map(({ value, label, isTaken }) => `    ${value}: ${label}${isTaken ? ' (proposed)' : ''}`),
  ];
}

export function findingLines({ code, text, passages }: Finding): string[] {
  return [`  ${code}: ${text}`, ...passages.map((each) => `    ${sayPlace(each.place)}: ${each.text}`)];
}
