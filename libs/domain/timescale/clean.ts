import { yearOf } from './reckoning.js';

export const STRUCK = '~~';

const MONTH = 'jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';
const WEEKDAY = 'mon|tues?|wed|thur?s?|fri|sat|sun';

/** Word processors, spreadsheets and web pages leave these characters in a cell; rules apply in order. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/\u034f|\p{Variation_Selector}|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, ''],
  // Superscript footnote numbers would become digits of a year.
  [/(?<=[\p{L}\d)])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+/gu, ''],
  [/<sup>\s*\d+\s*<\/sup>/gi, ''],
  [/\s*<(?:s|strike|del)\b[^<>]*>/gi, ` ${STRUCK}`],
  [/<\/(?:s|strike|del)\s*>/gi, `${STRUCK} `],
  [/<br\s*\/?>|<\/(?:p|li|div)\s*>/gi, '\n'],
  [/<\/?[a-z][^<>]*>/gi, ''],
  [/&nbsp;|&#160;/gi, ' '],
  [/&[nm]dash;/gi, '-'],
  [/&rarr;/gi, '→'],
  [/&amp;/gi, '&'],
  [/(?<![\d/])(\d{1,2})\s*([/.])\s*(\d{1,2})\s*\2\s*(\d{4})(?![\d/])/g, '$1$2$3$2$4'],
  [/((?:\bat|@)\s*)(\d{1,2})\.(\d\d)(?!\d|\.\d)/gi, '$1$2:$3'],
  // "2018: June, 2019: March" is no June 2019.
  [/,(?=\s*\d{4}(?:\/\d\d)?\s*:)/g, ';'],
  [/\*+|__|[†‡]/g, ''],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [new RegExp(`(?<![\\p{L}])(${MONTH}|${WEEKDAY})\\.`, 'giu'), '$1 '],
];

const OVERSTRUCK = /(?:.(?:\u0335|\u0336|\u0337|\u0338))+/gsu;
const SHORT_YEAR = /(?:(?<!\d)|(?<=\b[qh]\d))['’‘`´](\d\d)(?!\d)/gi;

export function cleaned(text: string, near: number): string {
  const struck = text.replace(
    OVERSTRUCK,
    (run) => `${STRUCK}${run.replace(/\u0335|\u0336|\u0337|\u0338/g, '')}${STRUCK}`,
  );
  return RULES.reduce((said, [what, instead]) => said.replace(what, instead), struck)
    .normalize('NFKC')
    .replace(SHORT_YEAR, (_, digits: string) => ` ${yearOf(digits, near)}`);
}

export const hasFootnote = (text: string) => /[*†‡]/.test(text);
