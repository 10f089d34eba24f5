import type { CalendarDate } from '../kernel/calendar.js';
import type { Reading } from './reading.js';
import { yearOf } from './reckoning.js';
import { inWords } from './words.js';

const FIGURES = /\d+(?:[/-]\d+)*/g;

export function yearsNamed(text: string, near: number): ReadonlySet<number> {
  const years = [...text.matchAll(FIGURES)].flatMap(([figures]) => {
    const links = figures.split(/[/-]/);
    return links
      .filter((link) => link.length === 4 || link.length === 2)
      .map((link) => yearBeside(link, links[0], near));
  });
  return new Set(years);
}

function yearBeside(link: string, first: string | undefined, near: number): number {
  return yearOf(link, first?.length === 4 ? Number(first) : near);
}

/** States the days when neither the text nor the assumptions name their year. */
export function stateYears(text: string, reading: Reading, near: number): Reading {
  const named = yearsNamed([text, ...reading.assumptions].join(' '), near);
  const unsaid = [reading.earliest, reading.latest].filter(
    (date): date is CalendarDate => date !== null && !named.has(Number(date.slice(0, 4))),
  );
  if (unsaid.length === 0) return reading;
  const said = [...new Set(unsaid)].map(inWords).join(' and ');
  return { ...reading, assumptions: [...reading.assumptions, `Taken as in a year that is not stated: ${said}.`] };
}
