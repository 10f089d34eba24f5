import type { Mark, MarkKind } from './marks.js';
import { wordsOf } from './parts.js';
import type { Firmness, Reading } from './reading.js';
import type { MarkKinds } from './windows.js';

export const UNREAD: Reading = {
  earliest: null,
  latest: null,
  precision: 'unread',
  firmness: 'firm',
  openEnded: false,
  recurrence: null,
  condition: null,
  assumptions: [],
  alternatives: [],
};

export function firmnessOf(words: MarkKinds): Firmness {
  if (words.has('estimate')) return 'estimate';
  if (words.has('condition')) return 'conditional';
  const vague: readonly MarkKind[] = ['perhaps', 'no-date', 'early', 'middle', 'late'];
  return vague.some((kind) => words.has(kind)) ? 'estimate' : 'firm';
}

export function conditionOf(text: string, marks: readonly Mark[]): string | null {
  const mark = marks.find(({ kind }) => kind === 'condition');
  return mark ? inSentence(wordsOf(text, [mark])).replace(/(?:\s*[-/]|\s(?:in|by|on|at|for|of|the))$/i, '') : null;
}

export const inSentence = (words: string) => words.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());

export function asides(text: string, marks: readonly Mark[], words: MarkKinds): string[] {
  const quoted = (kind: MarkKind) =>
    marks.filter((mark) => mark.kind === kind).map((mark) => `"${wordsOf(text, [mark])}"`);
  return [
    ...quoted('figure').map((figure) => `${figure} is taken as a level to reach, not as a date.`),
    ...quoted('time').map((time) => `${time} is set aside: readings tell days, not hours.`),
    ...[...quoted('label'), ...quoted('statement'), ...(words.has('contract') ? [] : quoted('contract'))].map(
      (label) => `${label} is taken to say what or how, not when.`,
    ),
    ...(words.has('no-date') ? ['The date is still to be confirmed, so it is taken as an estimate.'] : []),
  ];
}
