import { inForce, together } from './compose.js';
import { dated } from './dated.js';
import { LEADS, type Mark, type MarkKind, QUIET } from './marks.js';
import { partsOf, type TextPart } from './parts.js';
import type { Reading, ReadingContext } from './reading.js';
import { type Reckoning, reckoningOf } from './reckoning.js';
import { UNREAD } from './saying.js';
import { UNDATED, undated } from './undated.js';
import type { MarkKinds } from './windows.js';

export function readPlain(text: string, context: ReadingContext, isFootnoted = false): Reading {
  const by = reckoningOf(context);
  const parts = partsOf(text, by);
  const ambiguous = parts.flatMap(({ marks }) => marks.flatMap(({ meanings }) => meanings ?? []));
  if (ambiguous.length > 0) return inSeveralWays(ambiguous);
  const readings = parts.map((part) => readPart(text, part, context, by));
  if (!readings.every((reading) => reading !== undefined)) return UNREAD;
  const [only] = readings;
  return readings.length > 1 ? (inForce(parts, readings, isFootnoted) ?? together(parts, readings)) : (only ?? UNREAD);
}

/** Ambiguous words stay unread, with each meaning as an alternative. */
function inSeveralWays(meanings: readonly string[]): Reading {
  return { ...UNREAD, alternatives: meanings.map((because) => ({ earliest: null, latest: null, because })) };
}

function readPart(text: string, { marks }: TextPart, context: ReadingContext, by: Reckoning): Reading | undefined {
  const words: MarkKinds = new Set(marks.map(({ kind }) => kind));
  if (isStatus(words, marks))
    return { ...UNDATED, assumptions: ['Taken as a status: it says how things stand, not when.'] };
  if (words.has('stray') || words.has('unreadable') || words.has('moved') || hasLooseLead(marks, words))
    return undefined;
  if (marks.some(({ kind }, index) => kind === 'moved-to' && index > 0)) return undefined;
  return words.has('period') ? dated(text, marks, words, context, by) : undated(text, marks, words, context, by);
}

const TELLS_WHEN: readonly MarkKind[] = [
  ...(['period', 'recurrence', 'relative', 'meeting', 'condition', 'ongoing', 'and-ongoing'] as const),
];

function isStatus(words: MarkKinds, marks: readonly Mark[]): boolean {
  if (TELLS_WHEN.some((kind) => words.has(kind))) return false;
  return words.has('status') || words.has('statement') || (words.has('moved') && marks.length === 1);
}

const LED: readonly MarkKind[] = [...LEADS, 'period', 'recurrence', 'relative', 'meeting', 'estimate', 'perhaps'];

/** "By the board": a lead word without a period. */
function hasLooseLead(marks: readonly Mark[], words: MarkKinds): boolean {
  const telling = marks.filter(({ kind }) => !QUIET.includes(kind));
  const goesOn = !words.has('period') && (words.has('ongoing') || words.has('and-ongoing'));
  return telling.some(({ kind }, index) => {
    const next = telling[index + 1]?.kind;
    if (!LEADS.includes(kind) || ((kind === 'start' || kind === 'each') && goesOn)) return false;
    return next === undefined || !LED.includes(next);
  });
}
