import { placeKey } from '../place.js';
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
const ACTION = new RegExp(
  `^\\W*(?:\\d+(?:\\.\\d+)*[.)]?\\s+)?(?:agreed\\s+)?(?:actions?|action points?|ap)${NUMBERED}\\s*(?:[:–—]|\\s-|-\\s)\\W*`,
  'i',
);
const BARE = new RegExp(`^\\W*(?:action|action point|ap)${NUMBERED}\\s*:?\\W*$`, 'i');
const DECISION = /^\W*(?:decisions?|agreed|resolved|resolution)\s*(?:no\.?\s*)?\d*\s*(?:[:–—]|\s-|-\s)\W*/i;
const RESOLVED =
  /^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:it was|the (?:board|committee|group|panel|council|governing body))\s+(?:unanimously\s+)?(?:resolved|agreed that|approved that|agreed to approve)\b\s*(?:that|to)?\s*/i;
const ONLY_WHO = /^(?:[A-Z]{2,4}|[A-Z][a-z]+)(?:\s*[/&,]\s*(?:[A-Z]{2,4}|[A-Z][a-z]+))*\s*[)\]]?\s*$/;
const INLINE = /^(.{12,}?)[\s([]*\bACTION(?:\s+(?:by|for))?\s*[:–-]\s*([A-Z][\w/&, .]{0,60}?)[\])]?\s*$/;
const NAME = "(?:[A-Z][a-z]?[A-Z]{1,3}|[A-Z][\\p{L}'’-]+(?:\\s+[A-Z][\\p{L}'’-]+){0,2}|All|The\\s+\\w+)";
const LED = new RegExp(
  `^(${NAME}(?:\\s*(?:/|&|,|and)\\s*${NAME})*)\\s+(?:to|will|agreed to|is to|are to|should|must)\\s+(.+)$`,
  'su',
);
const DASHED = new RegExp(`^(${NAME}(?:\\s*(?:/|&|,)\\s*${NAME})*)\\s*[:–-]\\s+(.+)$`, 'su');
const WITH_DATE = new RegExp(
  `^(.{8,}?)\\s+[-–(]\\s*(${NAME}(?:\\s*(?:/|&|and)\\s*${NAME})*)\\s*[,;–-]\\s+([^,;()]{3,30})\\)?\\.?$`,
  'su',
);
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
  const changes = isEarlier ? changesIn(text, block, gathering) : [];
  if (changes.length > 0) {
    told(block, changes, 'Reports on earlier actions.', gathering);
    return 1;
  }
  if (ACTION.test(text)) {
    const body = text.replace(ACTION, '');
    if (ONLY_WHO.test(body)) return whoAlone(blocks, index, body, gathering);
    const isSeveral = /^\W*actions\b/i.test(text) && body.includes(';');
    const pieces = isSeveral ? body.split(/\s*;\s*/).filter((piece) => piece !== '') : [body];
    const items = pieces.map((piece, at) => minuteAction(piece, block, at, gathering));
    told(block, items, 'A line that names an action.', gathering);
    return 1;
  }
  if (DECISION.test(text) || RESOLVED.test(text)) {
    told(
      block,
      [decision(text.replace(DECISION, '').replace(RESOLVED, ''), block, gathering)],
      'A line that names a decision.',
      gathering,
    );
    return 1;
  }
  const inline = INLINE.exec(text);
  if (inline) {
    const [, before = '', owners = ''] = inline;
    const action = minuteAction(lastSentence(before), block, 0, gathering);
    told(block, [{ ...action, owners: ownersIn(owners, block.place, gathering) }], 'It ends with who acts.', gathering);
    return 1;
  }
  return undefined;
}

const lastSentence = (text: string) =>
  text
    .trim()
    .split(/(?<=[.!?])\s+(?=[A-Z])/)
    .at(-1) ?? text;

/** "(ACTION: GH)" on a line of its own: what to do is said by the sentence before. */
function whoAlone(blocks: readonly Block[], index: number, who: string, gathering: Gathering): number {
  const block = blocks[index] as Paragraph;
  const before = blocks[index - 1];
  const isTaken = before && gathering.accounts.some(({ place }) => placeKey(place) === placeKey(before.place));
  if (!before || isTable(before) || before.heading !== undefined || isTaken) {
    push(block, 'not-understood', 'It says who acts, and not what is to be done.', [], gathering);
    return 1;
  }
  const action = minuteAction(lastSentence(before.text), block, 0, gathering);
  const owners = ownersIn(who.replace(/[)\]]/g, ''), block.place, gathering);
  const item: ActionItem = {
    ...action,
    owners,
    sure: 'doubtful',
    why: 'What is to be done is taken from the sentence before.',
  };
  told(block, [item], item.why, gathering);
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
  push(
    block,
    'item',
    why,
    items.map(({ key }) => key),
    gathering,
  );
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
  const title = withoutDate(first, block, gathering).replace(/\.$/, '').trim();
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
    description:
      more.length > 0 ? [field(more.join(' '), block.text, place, 'likely', 'What the line says further.')] : [],
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

/** "Circulate the policy – 15/02/2019" is called without its date. */
function withoutDate(text: string, block: Paragraph, gathering: Gathering): string {
  const [, before, date] = /^(.{8,}\S)\s*(?:[-–]\s+|\()(?:by\s+)?([^-–()]{3,30})\)?\.?$/.exec(text) ?? [];
  const isDate =
    before &&
    date &&
    hasDate(date) &&
    isDated(promise(date.trim(), date, block.place, 'likely', '', ALONE, gathering).reading);
  return isDate ? before : text;
}

function whoseIs(
  text: string,
  block: Paragraph,
  gathering: Gathering,
): { owners: readonly OwnerField[]; rest: string; done?: string } {
  const [, what, who, date] = WITH_DATE.exec(text) ?? [];
  if (what && who && date && hasDate(date)) {
    return { owners: ownersIn(who, block.place, gathering), rest: `${what} (${date.trim()})` };
  }
  const led = LED.exec(text) ?? DASHED.exec(text);
  if (led && !VERBS.test(led[1] ?? '')) {
    const [, names = '', rest = ''] = led;
    return {
      owners: ownersIn(names.replace(/\s+and\s+/g, '/'), block.place, gathering),
      rest: capital(rest),
      ...doneAfter(rest),
    };
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

const FIRST =
  /\b(?:by|before|until|no later than|due)\s+(?:the\s+)?((?:next|following)\s+(?:[a-z]+\s+)?meeting|[^,.;()]{3,40})/gi;
const WHEN =
  /\b(?:at|for|in time for|from|each|every)\s+(?:the\s+)?((?:next|following)\s+(?:board\s+|committee\s+|group\s+)?meeting|[^,.;()]{3,40})/gi;

function when(text: string, block: Paragraph, gathering: Gathering): ActionItem['promises'][number] | undefined {
  return within(text, FIRST, block, gathering) ?? atEnd(text, block, gathering) ?? within(text, WHEN, block, gathering);
}

function within(
  text: string,
  pattern: RegExp,
  block: Paragraph,
  gathering: Gathering,
): ActionItem['promises'][number] | undefined {
  for (const [whole, words = ''] of text.matchAll(pattern)) {
    if (/^for /i.test(whole) && !/meeting|\d/i.test(words)) continue;
    const said = /^(?:at|for|in time for)/i.test(whole) ? words : whole;
    const found = promise(said, whole, block.place, 'likely', 'Stands in the sentence.', ALONE, gathering);
    if (isDated(found.reading) && (hasDate(words) || /meeting/i.test(words))) return found;
  }
  return undefined;
}

function atEnd(text: string, block: Paragraph, gathering: Gathering): ActionItem['promises'][number] | undefined {
  const { date } = dateWithin(
    text,
    (one) => hasDate(one) && isDated(promise(one, one, block.place, 'likely', '', ALONE, gathering).reading),
  );
  return date === undefined
    ? undefined
    : promise(date, date, block.place, 'likely', 'Stands at the end of the sentence.', ALONE, gathering);
}

function hasDate(text: string): boolean {
  return (
    HAS_DATE.test(text) ||
    /\b(?:monday|tuesday|wednesday|thursday|friday|week|month|year|quarter|january|february|march|april|june|july|august|september|october|november|december)\b/i.test(
      text,
    )
  );
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
    title: field(
      capital(
        text
          .trim()
          .replace(/^to\s+/i, '')
          .replace(/\.$/, ''),
      ),
      block.text,
      place,
      'certain',
      'The text of the line.',
    ),
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
  const whole = text.split(/(?<=[.!?])\s+(?=[A-Z])/).reduce<string[]>((all, sentence) => {
    // "CD had written to the auditor. Closed."
    const isBare = sentence.split(' ').length <= 3 && CHANGES.some(([, pattern]) => pattern.test(sentence));
    return isBare && all.length > 0 ? [...all.slice(0, -1), `${all.at(-1)} ${sentence}`] : [...all, sentence];
  }, []);
  const sentences = whole.filter((sentence) => /\bactions?\b|\b\d+[./]\d+\b/i.test(sentence));
  return sentences.flatMap((sentence, index): ChangeItem[] => {
    const change = CHANGES.find(([, pattern]) => pattern.test(sentence))?.[0];
    if (!change) return [];
    const names = [/\(([A-Z]{2,4})\)/.exec(sentence)?.[1], /\b([A-Z]{2,4})['’]s?\s+action/.exec(sentence)?.[1]].find(
      (one) => one !== undefined,
    );
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
