export type TokenKind =
  | 'date'
  | 'day-month'
  | 'month-year'
  | 'time'
  | 'years'
  | 'quarter'
  | 'half'
  | 'figure'
  | 'number'
  | 'word'
  | 'sign';

export interface TextToken {
  readonly kind: TokenKind;
  readonly key: string;
  readonly digits: readonly string[];
  readonly start: number;
  readonly end: number;
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

const LEXICON: readonly (readonly [TokenKind, RegExp])[] = [
  ['date', /\d{4}-\d{2}-\d{2}(?!\d)/y],
  ['date', /\d{4}\.\d{1,2}\.\d{1,2}(?!\d)/y],
  ['date', /\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)/y],
  ['date', new RegExp(`\\d{1,2}([/.-])${MONTH}\\1(?:\\d{4}|\\d{2})(?![\\d/-])`, 'iy')],
  ['day-month', new RegExp(`\\d{1,2}[/-]${MONTH}(?![a-z])`, 'iy')],
  ['month-year', new RegExp(`${MONTH}[/-](?:\\d{4}|\\d{2})(?![\\d/-])`, 'iy')],
  ['time', /t?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?(?:[ap]\.?m\b\.?|hrs?\b)|z\b)?(?:[+-]\d\d:\d\d)?(?![\d:])/iy],
  ['time', /\d{1,2}(?:\.\d\d)?\s?[ap]\.?m(?![\p{L}\d])\.?/iuy],
  ['time', /\d{4}\s?(?:hrs|hours)\b/iy],
  ['years', /(?:\d{4}|\d{2})([/-])(?:\d{4}|\d{2})(?:\1(?:\d{4}|\d{2}))*(?!\d)/y],
  ['figure', /\d+(?:\.\d+)?\s?%/y],
  ['number', /\d+/y],
  ['quarter', /(?:quarter|qtr|q)\s*\d{1,2}(?!\d)/iy],
  ['half', /h\d{1,2}(?!\d)/iy],
  ['word', /\p{L}[\p{L}\p{M}'’]*/uy],
  ['sign', /\S/uy],
];

export function tokenise(text: string): TextToken[] {
  const tokens: TextToken[] = [];
  for (let at = nextPiece(text, 0); at < text.length; at = nextPiece(text, at)) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): TextToken {
  for (const [kind, shape] of LEXICON) {
    shape.lastIndex = start;
    const found = shape.exec(text)?.[0];
    if (found) {
      return { kind, key: found.toLowerCase(), digits: found.match(/\d+/g) ?? [], start, end: start + found.length };
    }
  }
  return { kind: 'sign', key: text.charAt(start), digits: [], start, end: start + 1 };
}

function nextPiece(text: string, at: number): number {
  const visible = /\S/g;
  visible.lastIndex = at;
  return visible.exec(text)?.index ?? text.length;
}
