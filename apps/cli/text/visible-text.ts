import { nameOfLetter } from '#domain/index.js';

const BLANKS = /[\t\r\n\p{Zs}]+/gu;
/** Security: control and bidirectional characters could fake or hide terminal output. */
const CONTROL_CHARACTERS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** JSON.stringify leaves these unescaped. */
const LEFT_BY_JSON = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const nameInBrackets = (letter: string) => `<${nameOfLetter(letter)}>`;

export const visible = (lines: string): string =>
  lines.replace(CONTROL_CHARACTERS, (letter) => (letter === '\n' ? letter : nameInBrackets(letter)));

export const inOneLine = (text: string): string =>
  text.replace(BLANKS, ' ').replace(CONTROL_CHARACTERS, nameInBrackets);

export const inOneRow = (text: string): string =>
  text.replace(/[\t\r\n]+/g, ' ').replace(CONTROL_CHARACTERS, nameInBrackets);

export const visibleJson = (value: object): string =>
  JSON.stringify(value).replace(LEFT_BY_JSON, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
