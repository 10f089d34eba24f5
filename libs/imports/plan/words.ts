import { LIMITS, withoutInvisible } from '#domain/index.js';

const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a text may not hold.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** A text of one line within its limit, cut at a word where it is longer. */
export function asOneLine(text: string, limit: number = LIMITS.line): string {
  const line = withoutInvisible(text.replace(DIRECTIONS, '').replace(CONTROLS, ' ')).replace(/\s+/g, ' ').trim();
  if (line.length <= limit) return line;
  const cut = line.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

export function asText(text: string, limit: number = LIMITS.text): string {
  const clean = text.replace(CONTROLS, ' ').trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1)}…`;
}

/** Equal for texts that differ only in case, blanks or punctuation. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export const isSameText = (one: string, other: string): boolean => comparable(one) === comparable(other);
