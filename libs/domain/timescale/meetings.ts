import { monthNumber } from './items.js';
import { periodAt } from './period-at.js';
import { phraseAt } from './phrases.js';
import type { Reckoning } from './reckoning.js';
import type { Token } from './tokens.js';

/** As many words as a group's name has: "the next Clinical Governance Committee meeting". */
const LONGEST_NAME = 7;
const MEETINGS = ['meeting', 'meetings', 'agm'];
const POINTERS = ['next', 'following', 'forthcoming', 'upcoming', 'coming'];
const DENYING = ['not', 'no', 'never', 'without', 'unless'];
const IN_NAMES = ['filler', 'and', 'label', 'unreadable', 'weekday', undefined];

/** The token after a meeting that is named from a token on, by its group or without: "next board meeting". */
export function meetingAt(tokens: readonly Token[], start: number, by: Reckoning): number | undefined {
  if (!tokens.slice(start, start + LONGEST_NAME).some(({ key }) => MEETINGS.includes(key))) return undefined;
  for (let at = start; at < start + LONGEST_NAME; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'word' || monthNumber(token.key) !== undefined) return undefined;
    if (MEETINGS.includes(token.key)) return at + 1;
    const isPointer = POINTERS.includes(token.key);
    const kind = phraseAt(tokens, at, by)?.kind;
    if (!isPointer && (!IN_NAMES.includes(kind) || DENYING.includes(token.key))) return undefined;
    if (periodAt(tokens, at, by)) return undefined;
  }
  return undefined;
}
