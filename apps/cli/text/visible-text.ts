import { nameOfLetter } from '#domain/kernel/letters.js';

/** Blanks and ends of lines that people write. */
const BLANKS = /[\t\r\n\p{Zs}]+/gu;
/** What a terminal obeys or shows as another row: controls, separators of lines, controls of writing direction. */
const OBEYED = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** Of them what JSON leaves as it is. */
const LEFT_BY_JSON = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const shown = (letter: string) => `<${nameOfLetter(letter)}>`;

/** Lines as a terminal may have them: all but the ends of lines that stands in them and deceives is shown by its name. */
export const visible = (lines: string): string =>
  lines.replace(OBEYED, (letter) => (letter === '\n' ? letter : shown(letter)));

/** What people wrote in one line: blanks and ends of lines become one blank, and what deceives is shown by its name. */
export const inOneLine = (text: string): string => text.replace(BLANKS, ' ').replace(OBEYED, shown);

/** A text as one row of a terminal, its blanks kept. */
export const inOneRow = (text: string): string => text.replace(/[\t\r\n]+/g, ' ').replace(OBEYED, shown);

/** A value as JSON in which a terminal finds nothing to obey: the same value, escaped. */
export const visibleJson = (value: object): string =>
  JSON.stringify(value).replace(LEFT_BY_JSON, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
