import type { Block, Paragraph } from '../source-document.js';
import { isTable } from '../source-document.js';
import type { Account, ActionItem, ChangeItem, DecisionItem, Item, OwnerField } from '../understood.js';
import { ANY_DATE, HAS_DATE } from './date-texts.js';
import { field, type Gathering, keyAt } from './gathering.js';
import { ownersIn } from './owners.js';
import { dateWithin } from './part-items.js';
import { ALONE, isDated, promise } from './promises.js';
import { statusIn } from './statuses.js';

const NUMBERED = '(?:\\s*(?:no\\.?\\s*)?[A-Z]?\\d+(?:[./]\\d+)*)?';
const ACTION = new RegExp(`^\\W*(?:agreed\\s+)?(?:actions?|action points?|ap)${NUMBERED}\\s*(?:[:–—]|\\s-|-\\s)\\W*`, 'i');
const BARE = new RegExp(`^\\W*(?:action|action point|ap)${NUMBERED}\\s*:?\\W*$`, 'i');
const DECISION = /^\W*(?:decisions?|agreed|resolved|resolution)\s*(?:no\.?\s*)?\d*\s*(?:[:–—]|\s-|-\s)\W*/i;
const INLINE = /^(.{12,}?)[\s([]*\bACTION(?:\s+(?:by|for))?\s*[:–-]\s*([A-Z][\w/&, .]{0,60}?)[\])]?\s*$/;
const NAME = "(?:[A-Z][a-z]?[A-Z]{1,3}|[A-Z][\\p{L}'’-]+(?:\\s+[A-Z][\\p{L}'’-]+){0,2}|All|The\\s+\\w+)";
const LED = new RegExp(`^(${NAME}(?:\\s*(?:/|&|,|and)\\s*${NAME})*)\\s+(?:to|will|agreed to|is to|are to|should|must)\\s+(.+)$`, 'su');
const DASHED = new RegExp(`^(${NAME}(?:\\s*(?:/|&|,)\\s*${NAME})*)\\s*[:–-]\\s+(.+)$`, 'su');
const TRAILING = /^(.*?)\s*[([]([A-Z][\w/&, ]{0,40}|[a-z]{2,20})[)\]]\.?\s*(?:[-–]\s*(.*))?$/s;

/** A paragraph that names an action in one of the ways that minutes have. */
export const namesAction = (text: string): boolean => ACTION.test(text) || BARE.test(text) || INLINE.test(text);

export interface Line {
  readonly paragraph: Paragraph;
  readonly programme?: string;
}

/** Reads a paragraph of minutes; says how many blocks it took, or undefined where it is plain text. */
export function readMinuteLine(
  blocks: readonly Block[],
  index: number,
  isEarlier: boolean,
  gathering: Gathering,
): number | undefined {
  const block = blocks[index] as Paragraph;
  const text = block.text.replace(/\*\*/g, '').trim();
  if (BARE.test(text)) return bare(blocks, index, gathering);
  if (ACTION.test(text)) {
    const body = text.replace(ACTION, '');
    const isSeveral = /^\W*actions\b/i.test(text) && body.includes(';');
    const pieces = isSeveral ? body.split(/\s*;\s*/).filter((piece) => piece !== '') : [body];
    const items = pieces.map((piece, at) => minuteAction(piece, block, at, gathering));
    told(block, items, 'A line that names an action.', gathering);
    return 1;
  }
  if (DECISION.test(text)) {
    told(block, [decision(text.replace(DECISION, ''), block, gathering)], 'A line that names a decision.', gathering);
    return 1;
  }
  const inline = INLINE.exec(text);
  if (inline) {
    const [, before = '', owners = ''] = inline;
    const action = minuteAction(before, block, 0, gathering);
    told(block, [{ ...action, owners: ownersIn(owners, block.place, gathering) }], 'It ends with who acts.', gathering);
    return 1;
  }
  const changes = isEarlier ? changesIn(text, block, gathering) : [];
  if (changes.length === 0) return undefined;
  told(block, changes, 'Reports on earlier actions.', gathering);
  return 1;
}

/** "### Action 4:" stands over the line that says what to do. */
function bare(blocks: readonly Block[], index: number, gathering: Gathering): number {
  const head = blocks[index] as Paragraph;
  const next = blocks[index + 1];
  if (!next || isTable(next) || next.heading !== undefined) {
    push(head, 'not-understood', 'It names an action, and no text follows.', [], gathering);
    return 1;
  }
  const item = minuteAction(next.text.replace(/\*\*/g, ''), next, 0, gathering);
  push(head, 'part', 'Names the action of the next line.', [item.key], gathering);
  told(next, [item], 'Stands under a line that names an action.', gathering);
  return 2;
}

function told(block: Paragraph, items: readonly Item[], why: string, gathering: Gathering): void {
  gathering.items.push(...items);
  push(block, 'item', why, items.map(({ key }) => key), gathering);
}

export function push(
  block: Paragraph,
  outcome: Account['outcome'],
  why: string,
  items: readonly string[],
  gathering: Gathering,
): void {
  const of = block.list ? 'list-item' : 'line';
  gathering.accounts.push({ place: block.place, of, text: block.text, outcome, why, items });
}

/** Who is to do what by when, from a sentence. */
export function minuteAction(text: string, block: Paragraph, part: number, gathering: Gathering): ActionItem {
  const { place } = block;
  const { owners, rest, done } = whoseIs(text.trim().replace(/^[-–:*\s]+/, ''), block, gathering);
  const sentences = rest.split(/(?<=[.!?])\s+(?=[A-Z])/);
  const [first = rest, ...more] = sentences;
  const title = first.replace(/\.$/, '').trim();
  const key = keyAt(place, part);
  const said = when(first, block, gathering);
  const status = done === undefined ? undefined : statusIn(done);
  const completed = done === undefined ? undefined : datesIn(done, block, gathering);
  return {
    kind: 'action',
    key,
    place,
    title: field(title, block.text, place, 'likely', 'The sentence that says what to do.'),
    ...(block.earlier.length > 0 && { earlierTitle: block.earlier }),
    description: more.length > 0 ? [field(more.join(' '), block.text, place, 'likely', 'What the line says further.')] : [],
    owners,
    promises: said ? [said] : [],
    ...(completed && status === 'complete' && { completed }),
    ...(status && { status: field(status, done ?? '', place, 'likely', `The line says "${done}".`) }),
    evidence: [],
    notes: [],
    others: [],
    sure: 'likely',
    why: 'A line that names an action.',
  };
}

function whoseIs(text: string, block: Paragraph, gathering: Gathering): { owners: readonly OwnerField[]; rest: string; done?: string } {
  const led = LED.exec(text) ?? DASHED.exec(text);
  if (led && !VERBS.test(led[1] ?? '')) {
    const [, names = '', rest = ''] = led;
    return { owners: ownersIn(names.replace(/\s+and\s+/g, '/'), block.place, gathering), rest: capital(rest), ...doneAfter(rest) };
  }
  const trailing = TRAILING.exec(text);
  if (trailing && (trailing[1] ?? '').length > 8) {
    const [, rest = '', names = '', done] = trailing;
    return { owners: ownersIn(names, block.place, gathering), rest, ...(done && { done }) };
  }
  return { owners: [], rest: text, ...doneAfter(text) };
}

/** "Write to the members" names nobody. */
const VERBS =
  /^(?:write|speak|talk|report|respond|reply|agree|continue|work|add|move|return|submit|circulate|refer|need|look|apply|aim|plan|seek|ask|present|send|listen|consider|begin|start|try|decide|update|note|action|next|this|it|there|we|they|meeting)\b/i;

function doneAfter(text: string): { readonly done?: string } {
  const done = /\s[-–]\s((?:done|completed?|closed|action closed)\b.*)$/i.exec(text)?.[1];
  return done === undefined ? {} : { done };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const WHEN = /\b(?:by|before|until|at|for|in time for|no later than|from|end of|each|every)\s+(?:the\s+)?((?:next|following)\s+(?:board\s+|committee\s+|group\s+)?meeting|[^,.;()]{3,40})/gi;

function when(text: string, block: Paragraph, gathering: Gathering): ActionItem['promises'][number] | undefined {
  for (const [whole, words = ''] of text.matchAll(WHEN)) {
    const said = /^(?:at|for|in time for)/i.test(whole) ? words : whole;
    const found = promise(said, whole, block.place, 'likely', 'Stands in the sentence.', ALONE, gathering);
    if (isDated(found.reading) && (hasDate(words) || /meeting/i.test(words))) return found;
  }
  const { date } = dateWithin(text, (one) => hasDate(one) && isDated(promise(one, one, block.place, 'likely', '', ALONE, gathering).reading));
  return date === undefined ? undefined : promise(date, date, block.place, 'likely', 'Stands at the end of the sentence.', ALONE, gathering);
}

function hasDate(text: string): boolean {
  return HAS_DATE.test(text) || /\b(?:monday|tuesday|wednesday|thursday|friday|week|month|year|quarter|january|february|march|april|june|july|august|september|october|november|december)\b/i.test(text);
}

function datesIn(text: string, block: Paragraph, gathering: Gathering): ActionItem['completed'] {
  const [date] = text.match(ANY_DATE) ?? [];
  if (date === undefined) return undefined;
  const found = promise(date, text, block.place, 'likely', 'The day that the line gives.', ALONE, gathering);
  return isDated(found.reading) ? found : undefined;
}

function decision(text: string, block: Paragraph, gathering: Gathering): DecisionItem {
  const { place } = block;
  const said = when(text, block, gathering);
  const { dated } = gathering;
  return {
    kind: 'decision',
    key: keyAt(place),
    place,
    title: field(capital(text.trim().replace(/^to\s+/i, '').replace(/\.$/, '')), block.text, place, 'certain', 'The text of the line.'),
    ...(dated.isKnown && { decidedOn: field(dated.date, '', place, 'likely', 'The date of the meeting.') }),
    ...(said && { timescale: said }),
    owners: [],
    sure: 'certain',
    why: 'A line that names a decision.',
  };
}

const CHANGES: readonly (readonly [ChangeItem['change'], RegExp])[] = [
  ['closed', /\b(?:closed|complete[d]?|done|discharged|delivered)\b/i],
  ['carried-forward', /\b(?:carried forward|carry forward|ongoing|outstanding|remains? open|in progress)\b/i],
  ['moved', /\b(?:moved to|deferred|postponed|extended)\b/i],
  ['withdrawn', /\b(?:withdrawn|no longer required|cancelled|superseded)\b/i],
];

/** "The action from November (JS) is closed. TE's action on the licence is carried forward." */
export function changesIn(text: string, block: Paragraph, gathering: Gathering): readonly ChangeItem[] {
  const sentences = text.split(/(?<=[.!?])\s+(?=[A-Z])/).filter((sentence) => /\bactions?\b|\b\d+[./]\d+\b/i.test(sentence));
  return sentences.flatMap((sentence, index): ChangeItem[] => {
    const change = CHANGES.find(([, pattern]) => pattern.test(sentence))?.[0];
    if (!change) return [];
    const names = [/\(([A-Z]{2,4})\)/.exec(sentence)?.[1], /\b([A-Z]{2,4})['’]s?\s+action/.exec(sentence)?.[1]].find((one) => one !== undefined);
    const reference = /\b(?:action\s+)?(\d+[./]\d+(?:[./]\d+)?)\b/i.exec(sentence)?.[1];
    return [
      {
        kind: 'change',
        key: `${keyAt(block.place)}${index > 0 ? `.${index + 1}` : ''}`,
        place: block.place,
        text: field(sentence, sentence, block.place, 'likely', 'Reports on an action of an earlier meeting.'),
        owners: names ? ownersIn(names, block.place, gathering) : [],
        change,
        ...(reference && { reference: field(reference, sentence, block.place, 'likely', 'Named in the sentence.') }),
        sure: 'likely',
        why: 'Reports on an action of an earlier meeting.',
      },
    ];
  });
}
