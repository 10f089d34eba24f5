import { monthNumber } from './items.js';
import { periodAt } from './period-at.js';
import { phraseAt } from './phrases.js';
import type { Reckoning } from './reckoning.js';
import type { TextToken } from './tokens.js';

const LONGEST_NAME = 7;
const MEETINGS = ['meeting', 'meetings', 'agm'];
const GROUPS = ['board', 'committee', 'council', 'cabinet', 'panel', 'forum', 'group', 'assembly'];
const POINTERS = ['next', 'following', 'forthcoming', 'upcoming', 'coming'];
const DENYING = ['not', 'no', 'never', 'without', 'unless'];
const IN_NAMES = ['filler', 'and', 'label', 'unreadable', 'weekday', undefined];

export function meetingAt(tokens: readonly TextToken[], start: number, by: Reckoning): number | undefined {
  const near = tokens.slice(start, start + LONGEST_NAME);
  if (!near.some(({ key }) => MEETINGS.includes(key) || GROUPS.includes(key))) return undefined;
  let group: number | undefined;
  let isPointed = false;
  for (let at = start; at < start + LONGEST_NAME; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'word' || monthNumber(token.key) !== undefined) return group;
    if (MEETINGS.includes(token.key)) return at + 1;
    const points = POINTERS.includes(token.key);
    const kind = phraseAt(tokens, at, by)?.kind;
    if (!points && (!IN_NAMES.includes(kind) || DENYING.includes(token.key))) return group;
    if (periodAt(tokens, at, by)) return group;
    isPointed ||= points && token.key !== 'following';
    if (isPointed && GROUPS.includes(token.key)) group = at + 1;
  }
  return group;
}
