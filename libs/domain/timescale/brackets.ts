import { addDays, type CalendarDate, daysBetween } from '../kernel/calendar.js';
import { LEADS, type MarkKind, marksOf, QUIET } from './marks.js';
import type { Alternative, Reading, ReadingContext } from './reading.js';
import { reckoningOf } from './reckoning.js';
import { UNREAD } from './saying.js';

type Read = (text: string, context: ReadingContext) => Reading;
type Ends = Pick<Alternative, 'earliest' | 'latest'>;

const BRACKET = /^(?<before>[^()[\]]*)[([](?<inner>[^()[\]]*)[)\]](?<after>[^()[\]]*)$/u;
const ONLY_YEAR = /^\s*\d{4}(?:[/-]\d{2,4})?\s*$/;
const DENIES =
  /\b(?:not|no|never|unless|except|excluding|without|cancelled|stopped|instead|rather|was|were|previously)\b/iu;

/** A bracket may confirm or narrow the outer reading; with words of its own it is another promise, left aside. */
export function readBracket(text: string, context: ReadingContext, read: Read): Reading | undefined {
  const found = BRACKET.exec(text)?.groups;
  const { before = '', inner = '', after = '' } = found ?? {};
  const outer = `${before} ${after}`.trim();
  if (!found || outer === '') return undefined;
  if (ONLY_YEAR.test(inner)) return read(`${before} ${inner} ${after}`, context);
  const kinds = marksOf(inner, reckoningOf(context)).map(({ kind }) => kind);
  if (!kinds.some((kind) => TELLING.includes(kind))) return undefined;
  const main = read(outer, context);
  if (main.precision === 'unread') return inPlace(before, inner, after, context, read);
  if (main.precision === 'none' || main.recurrence) return undefined;
  const told = read(inner, context);
  if (told.precision === 'unread' && kinds.every((kind) => PURE.includes(kind)))
    return partOf(main, inner, before, context, read);
  if (main.precision === 'meeting' && !namesTime(outer, context) && told.latest !== null) return onDay(told, outer);
  if (COUNTED.test(inner) && told.condition !== null) return aside(main, told, inner);
  if (told.precision === 'meeting' || (told.precision === 'unread' && !DENIES.test(inner)))
    return aside(main, told, inner);
  if (told.precision === 'unread') return UNREAD;
  if (told.latest === null || told.condition !== null) return undefined;
  return kinds.includes('label') ? aside(main, told, inner) : decided(main, inner, context, read);
}

const COUNTED = /^\s*(?:within\s+)?\d/;
const TELLING: readonly MarkKind[] = ['period', 'relative', 'meeting', 'stray', 'condition'];

const PURE: readonly MarkKind[] = ['period', ...QUIET];

/** "Quarter 4 (Jan-Mar 2019)": the bracket replaces a period without a year. */
function inPlace(before: string, inner: string, after: string, context: ReadingContext, read: Read) {
  const by = reckoningOf(context);
  const [marks, told] = [marksOf(before, by), marksOf(inner, by)];
  const period = marks.at(-1);
  const isBare = period?.kind === 'period' && marks.every(({ kind }) => PURE.includes(kind) || LEADS.includes(kind));
  if (!isBare || !told.some(({ kind }) => kind === 'period') || !told.every(({ kind }) => PLAIN.includes(kind)))
    return undefined;
  return read(`${before.slice(0, period.start)}${inner} ${after}`, context);
}

const PLAIN: readonly MarkKind[] = [...PURE, 'dash'];

function partOf(main: Reading, inner: string, before: string, context: ReadingContext, read: Read): Reading {
  const told = read(`${inner} ${before}`, context);
  if (told.latest === null || !isNarrower(told, main)) return UNREAD;
  const without = { earliest: main.earliest, latest: main.latest, because: 'without what stands in brackets' };
  return { ...told, alternatives: [...told.alternatives, without] };
}

/** "Next Quality Committee (18 July 2019)": the bracket dates the meeting. */
function onDay(told: Reading, outer: string): Reading {
  return { ...told, earliest: /\b(?:by|before|until)\b/i.test(outer) ? null : told.earliest };
}

function namesTime(text: string, context: ReadingContext): boolean {
  return marksOf(text, reckoningOf(context)).some(({ kind }) => kind === 'period');
}

function aside(main: Reading, told: Reading, inner: string): Reading {
  const other = told.latest
    ? [{ earliest: told.earliest, latest: told.latest, because: `as in brackets, "${inner}"` }]
    : [];
  return {
    ...main,
    assumptions: [...main.assumptions, `"${inner}" in brackets is taken to say more, not when.`],
    alternatives: [...main.alternatives, ...other],
  };
}

function decided(main: Reading, inner: string, context: ReadingContext, read: Read): Reading {
  const candidates: readonly Ends[] = [main, ...main.alternatives];
  const told = candidates.map((ends) =>
    read(inner, { ...context, documentDate: beginOf(ends) ?? context.documentDate }),
  );
  const same = candidates.findIndex(({ latest }, index) => latest !== null && latest === told[index]?.latest);
  const window = (ends: Ends, days: Ends) => ({ earliest: ends.earliest && days.earliest, latest: days.latest });
  const assumptions = [`"${inner}" in brackets decides how it is read.`];
  const [own] = told as [Reading];
  if (same >= 0) {
    return { ...main, ...window(candidates[same] as Ends, told[same] as Ends), assumptions, alternatives: [] };
  }
  const without = { earliest: main.earliest, latest: main.latest, because: 'without what stands in brackets' };
  if (isNarrower(own, main)) {
    return { ...main, ...window(main, own), precision: own.precision, assumptions, alternatives: [without] };
  }
  if (!/\d/.test(inner)) return aside(main, own, inner);
  const isLater = own.latest !== null && main.latest !== null && own.latest > main.latest;
  const bracketed = { earliest: own.earliest, latest: own.latest, because: `as in brackets, "${inner}"` };
  const [stands, other] = isLater ? [bracketed, without] : [without, bracketed];
  return {
    ...main,
    earliest: stands.earliest,
    latest: stands.latest,
    firmness: main.firmness === 'firm' ? 'estimate' : main.firmness,
    assumptions: [`"${inner}" in brackets says another time: the later is taken, and it is no firm promise.`],
    alternatives: [other],
  };
}

const LENGTHS: Readonly<Partial<Record<Reading['precision'], number>>> = {
  month: 31,
  quarter: 92,
  'half-year': 184,
  year: 366,
  term: 123,
  range: 123,
  meeting: 31,
};

const longest = (precision: Reading['precision']) => LENGTHS[precision] ?? 1;

function beginOf({ earliest, latest }: Ends & Partial<Pick<Reading, 'precision'>>): CalendarDate | null {
  return earliest ?? (latest && addDays(latest, -100));
}

function isNarrower(told: Reading, main: Reading): boolean {
  if (told.latest === null || main.latest === null || told.latest > main.latest) return false;
  if (main.earliest !== null) return (told.earliest ?? told.latest) >= main.earliest;
  return daysBetween(told.latest, main.latest) < longest(main.precision);
}
