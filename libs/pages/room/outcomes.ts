import { type ActionStatus, type Kind, OPEN } from '#domain/index.js';
import { type Typed, textIn } from '../forms/typed.js';

/** A choice in a row stands for one command. */
interface Outcome {
  readonly value: string;
  readonly text: string;
  readonly verb: string;
  /** The field of the command that the words of the row fill, and what they are asked as. */
  readonly words: string;
  readonly asks: string;
  /** The field that a date as typed fills. */
  readonly date?: string;
  readonly fixed?: object;
}

const AGREED = { authority: 'group' };
const OPEN_ACTION: readonly Outcome[] = [
  { value: 'heard', text: 'Progress was heard', verb: 'report-progress', words: 'narrative', asks: 'What was said' },
  { value: 'noted', text: 'Noted', verb: 'add-note', words: 'text', asks: 'For the minutes' },
  {
    value: 'date',
    text: 'A new date was agreed',
    verb: 'revise-timescale',
    words: 'reason',
    asks: 'Why it moves',
    date: 'timescale',
    fixed: AGREED,
  },
  { value: 'deferred', text: 'Put off', verb: 'defer', words: 'reason', asks: 'Why it is put off' },
  { value: 'blocked', text: 'It is blocked', verb: 'block', words: 'reason', asks: 'What blocks it' },
  { value: 'withdrawn', text: 'Withdrawn', verb: 'withdraw', words: 'reason', asks: 'Why it is withdrawn' },
];
const COMPLETE_ACTION: readonly Outcome[] = [
  { value: 'verified', text: 'Verified', verb: 'verify', words: 'evidence', asks: 'Evidence' },
  { value: 'sent-back', text: 'Sent back', verb: 'decline-completion', words: 'reason', asks: 'What is missing' },
  { value: 'noted', text: 'Noted', verb: 'add-note', words: 'text', asks: 'For the minutes' },
];
const MILESTONE: readonly Outcome[] = [
  { value: 'met', text: 'Met', verb: 'meet', words: 'evidence', asks: 'Evidence' },
  {
    value: 'date',
    text: 'A new date was agreed',
    verb: 'revise-date',
    words: 'reason',
    asks: 'Why it moves',
    date: 'due',
    fixed: AGREED,
  },
  { value: 'missed', text: 'Missed', verb: 'miss', words: 'narrative', asks: 'For the minutes' },
];
const DECISION: readonly Outcome[] = [
  { value: 'released', text: 'Released', verb: 'release', words: 'narrative', asks: 'For the minutes' },
  { value: 'reviewed', text: 'Reviewed', verb: 'review', words: 'outcome', asks: 'What came of the review' },
];

/** A meeting records nothing on targets here, so they have no outcomes. */
export function outcomesOf(kind: string, status: string | undefined): readonly Outcome[] {
  if (kind === 'milestone') return MILESTONE;
  if (kind === 'decision') return DECISION;
  if (kind !== 'action') return [];
  return OPEN.includes(status as ActionStatus) ? OPEN_ACTION : COMPLETE_ACTION;
}

const ALL = { action: [...OPEN_ACTION, ...COMPLETE_ACTION], milestone: MILESTONE, decision: DECISION } as const;
const isKnown = (kind: string): kind is keyof typeof ALL => Object.hasOwn(ALL, kind);

/** One row of the room that was sent, as a command. */
export interface RoomCommand {
  readonly kind: Kind;
  readonly ref: string;
  readonly verb: string;
  readonly key: string;
  readonly body: object;
}

const MOST_ROWS = 200;

/** The rows whose outcome was chosen, in the order of the page. */
export function commandsOf(typed: Typed, meeting: string): readonly RoomCommand[] {
  const rows = Object.keys(typed).flatMap((name) => /^([A-Z0-9][A-Z0-9-]{0,39})\.outcome$/.exec(name)?.[1] ?? []);
  return rows.slice(0, MOST_ROWS).flatMap((ref) => {
    const said = (name: string) => textIn(typed, `${ref}.${name}`);
    const kind = said('kind');
    const outcome = isKnown(kind) ? ALL[kind].find(({ value }) => value === said('outcome')) : undefined;
    if (!isKnown(kind) || !outcome) return [];
    const body = {
      ...outcome.fixed,
      ...(said('words') !== '' && { [outcome.words]: said('words') }),
      ...(outcome.date && said('date') !== '' && { [outcome.date]: said('date') }),
      meeting,
      ...(said('minute') !== '' && { minuteRef: said('minute') }),
    };
    return [{ kind, ref, verb: outcome.verb, key: said('key').slice(0, 100), body }];
  });
}
