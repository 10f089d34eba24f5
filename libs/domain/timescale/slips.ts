import { addMonths } from '../kernel/calendar.js';
import { slipsOf } from './clauses.js';
import type { EarlierPromise, Reading, ReadingContext } from './reading.js';
import { UNREAD } from './saying.js';

type Read = (text: string, context: ReadingContext) => Reading;

const isDated = ({ earliest, latest }: Pick<Reading, 'earliest' | 'latest'>) => earliest !== null || latest !== null;
const NO_DATE = /\b(?:tbc|tba|tbd|to be (?:confirmed|agreed|determined|decided|announced|advised))\b/i;
const STRUCK = '~~';

/** "March 2019 (revised from Dec 2018)": the new date is the promise, the old one an earlier promise. */
export function readSlip(text: string, context: ReadingContext, read: Read): Reading | undefined {
  for (const { now, earlier } of slipsOf(text)) {
    const reading = readNow(now, earlier, context, read);
    if (!isDated(reading) && reading.condition === null && !NO_DATE.test(now)) continue;
    const before = earlier.map((old) => readBefore(old, now, reading, context, read));
    if (!text.includes(STRUCK) && !before.every(isDated)) continue;
    const promises = [...before.flatMap(inOrder), ...(reading.earlier ?? [])];
    const said = promises.map((old) => `"${old.text}"`).join(', ');
    return {
      ...reading,
      assumptions: [...reading.assumptions, `${said} is taken as promised before, and replaced by "${now}".`],
      earlier: promises,
    };
  }
  // Struck-out text is no longer promised, whatever the rest says.
  return text.includes(STRUCK) ? UNREAD : undefined;
}

type Old = Reading & EarlierPromise;

function inOrder({ text, earliest, latest, earlier = [] }: Old): EarlierPromise[] {
  return [...earlier, { text, earliest, latest }];
}

const NAMES_A_YEAR = /\d{4}|\d\d\/\d\d|\bfye?\s?\d\d|[a-z]-\d\d\b/i;

/** Without a year, the first date that was not over when the old one fell due. */
function readNow(now: string, earlier: readonly string[], context: ReadingContext, read: Read): Reading {
  const old = earlier.at(-1) ?? '';
  const before = NAMES_A_YEAR.test(now) || !NAMES_A_YEAR.test(old) ? undefined : read(old, context).latest;
  return read(now, before ? { ...context, documentDate: before } : context);
}

/** Without a year, the last date before the new one. */
function readBefore(text: string, now: string, { latest }: Reading, context: ReadingContext, read: Read): Old {
  if (NAMES_A_YEAR.test(text) || latest === null) return { ...read(text, context), text };
  const before = { ...context, documentDate: addMonths(latest, -11), above: [{ text: now, latest }] };
  return { ...read(text, before), text };
}
