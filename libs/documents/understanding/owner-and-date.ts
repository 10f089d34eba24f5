import type { SourceCell } from '../model/source-document.js';
import { ANY_DATE } from './date-texts.js';
import { isNone } from './gathering.js';
import type { TableColumn } from './header-rows.js';
import { normalHeading, roleOf } from './headings.js';

const PARTS = /\s*(?:[/&,+]|\band\b|\s[-–]\s)\s*/i;

/** "Lead / Deadline" names two columns in one: each takes its half of the cell. */
export function inHalves(column: TableColumn): readonly TableColumn[] {
  const roles = column.heading.split(PARTS).map(roleOf);
  const isBoth = roles.length === 2 && roles.includes('owner') && roles.some((role) => role === 'timescale');
  const isNamed = /^who(?: and)? (?:when|by when)$/.test(normalHeading(column.heading));
  if (column.sure === 'certain' || !(isBoth || isNamed)) return [column];
  const why = `"${column.heading}" names who and when.`;
  return [
    { ...column, role: 'owner', half: 'owner', why },
    { ...column, role: 'timescale', half: 'date', why },
  ];
}

const BEFORE =
  '(?:(?:by|before|until|from|end(?: of)?|due|w/c|week commencing|early|mid|late|spring|summer|autumn|winter)[\\s:-]+)*';
const DATE = new RegExp(`${BEFORE}(?:${ANY_DATE.source})`, 'gi');
const WHEN_WORDS =
  /\b(?:tbc|tba|tbd|on-?going|asap|immediate(?:ly)?|(?:next|each|every)\s+\w+|monthly|quarterly|annual(?:ly)?|weekly|(?:spring|summer|autumn|winter)\s+\d{4}|(?:end\s+(?:of\s+)?)?q[1-4](?:\s+\d{2,4}(?:\/\d\d)?)?|n\/a)\b/gi;
const MARKS = /^[\s/,;:|()–-]+|[\s/,;:|(–-]+$/g;

/** The half of a cell that says who, or the one that says when. */
export function halfOf(cell: SourceCell, half: 'owner' | 'date'): SourceCell {
  const split = (text: string) => {
    const found = [...text.matchAll(DATE)];
    const dates = (found.length > 0 ? found : [...text.matchAll(WHEN_WORDS)]).map(([words]) => words.trim());
    const owner = dates.reduce((rest, words) => rest.replace(words, ' '), text);
    const clean = owner
      .split('\n')
      .map((line) =>
        line
          .replace(MARKS, '')
          .replace(/\(\s*\)/g, '')
          .replace(/ {2,}/g, ' ')
          .trim(),
      )
      .filter((line) => line !== '')
      .join('\n');
    return half === 'owner' ? (isNone(clean) ? '' : clean) : dates.join('\n');
  };
  const text = split(cell.text);
  return {
    ...cell,
    text,
    earlier: cell.earlier.map(split).filter((one) => one !== ''),
    lines: text === '' ? [] : text.split('\n').map((line) => ({ text: line, earlier: [] })),
  };
}
