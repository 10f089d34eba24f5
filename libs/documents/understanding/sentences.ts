import type { ActionItem, OwnerField } from '../model/items.js';
import type { Paragraph } from '../model/source-document.js';
import { ANY_DATE, HAS_DATE, MONTH_NAME } from './date-texts.js';
import { field, type Gathering, keyAt } from './gathering.js';
import { GROUP, ownersIn } from './owners.js';
import { dateWithin } from './part-items.js';
import { ALONE, isDated, promise } from './promises.js';
import { statusIn } from './statuses.js';

const NAME = `(?:[A-Z][a-z]?[A-Z]{1,3}|[A-Z][\\p{L}'’-]+(?:\\s+[A-Z][\\p{L}'’-]+){0,2}(?:\\s+${GROUP})?|All|The\\s+\\w+|[Tt]he\\s+(?:[\\p{L}'’-]+\\s+){0,3}${GROUP})`;
const LED = new RegExp(
  `^(${NAME}(?:\\s*(?:/|&|,|and)\\s*${NAME})*)\\s+(?:to|will|agreed to|is to|are to|(?:is|are|was|were) asked to|should|must)\\s+(.+)$`,
  'su',
);
const DASHED = new RegExp(`^(${NAME}(?:\\s*(?:/|&|,)\\s*${NAME})*)\\s*[:–-]\\s+(.+)$`, 'su');
const WITH_DATE = new RegExp(
  `^(.{8,}?)(?:\\s+[-–(]|:)\\s*(${NAME}(?:\\s*(?:/|&|and)\\s*${NAME})*)\\s*[,;–-]\\s+([^,;()]{3,30})\\)?\\.?$`,
  'su',
);
const TRAILING = new RegExp(
  `^(.*?)\\s*[([]([A-Z][\\w/&, ]{0,40}|(?:the\\s+)?${GROUP})[)\\]]\\.?\\s*(?:[-–]\\s*(.*))?$`,
  's',
);
/** "(Draft)", "(October)" and "(Appendix A)" name nobody. */
const NO_NAME =
  /^(?:draft|final|appendix|annex|attached|enclosed|item|phase|part|section|see|version|ongoing|completed?|done|closed|open|urgent|confidential)\b/i;

/** Who is to do what by when, from a sentence. */
export function minuteAction(text: string, block: Paragraph, part: number, gathering: Gathering): ActionItem {
  const { place } = block;
  const { owners, rest, done } = whoseIs(
    text
      .trim()
      .replace(/^[-–:*\s]+/, '')
      .replaceAll(' — ', ' – '),
    block,
    gathering,
  );
  const sentences = rest.replace(DONE, '').split(/(?<=[.!?])\s+(?=[A-Z])/);
  const [first = rest, ...more] = sentences;
  const title = withoutDate(first, block, gathering).replace(/\.$/, '').trim();
  const key = keyAt(place, part);
  const said = when(first, block, gathering) ?? dueIn(more, block, gathering) ?? soon(first, block, gathering);
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

/** "Draft the plan. Due: 27 October" */
function dueIn(
  sentences: readonly string[],
  block: Paragraph,
  gathering: Gathering,
): ActionItem['promises'][number] | undefined {
  const due = sentences.find((one) => /^(?:due|deadline|by|by when|target(?: date)?|timescale|when)\b/i.test(one));
  return due === undefined
    ? undefined
    : when(due.replace(/^(?:by when|target(?: date)?|timescale|when)\b/i, 'due'), block, gathering);
}

/** "Circulate the policy – 15/02/2019" is called without its date. */
function withoutDate(text: string, block: Paragraph, gathering: Gathering): string {
  const hasty = SOON.exec(text);
  if (hasty && hasty.index > 8) return text.slice(0, hasty.index).trim();
  const [, before, date] = /^(.{8,}\S)\s*(?:[-–]\s+|\()(?:by\s+)?([^-–()]{2,30})\)?\.?$/.exec(text) ?? [];
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
  const [, what, who, date] = assigned(text) ?? WITH_DATE.exec(text) ?? [];
  if (what && who && date && isWhen(date)) {
    return { owners: ownersIn(who, block.place, gathering), rest: `${what} (${date.trim()})` };
  }
  const led = LED.exec(text) ?? DASHED.exec(text);
  if (led && !VERBS.test(led[1] ?? '') && !TO_GROUP.test(led[1] ?? '')) {
    const [, names = '', rest = ''] = led;
    return {
      owners: ownersIn(names.replace(/\s+and\s+|(?<=\p{Ll})\s+&\s+(?=\p{Lu}\p{Ll})/gu, '/'), block.place, gathering),
      rest: capital(rest),
      ...doneAfter(rest),
    };
  }
  const [, initials = '', task = ''] = /^([A-Z]{2,4})\s+(\p{Ll}.+)$/u.exec(text) ?? [];
  if (gathering.people.some((person) => person.initials === initials)) {
    return { owners: ownersIn(initials, block.place, gathering), rest: capital(task), ...doneAfter(task) };
  }
  const trailing = TRAILING.exec(text);
  if (trailing && (trailing[1] ?? '').length > 8 && !NO_NAME.test(trailing[2] ?? '') && !hasDate(trailing[2] ?? '')) {
    const [, rest = '', names = '', done] = trailing;
    return { owners: ownersIn(names, block.place, gathering), rest, ...(done && { done }) };
  }
  return { owners: [], rest: text, ...doneAfter(text) };
}

const ASSIGNED = /^(.{4,}?)\s[-–—]\s+(\p{Lu}[\p{L}&'’ /]{1,40}),\s*(\S.{1,30}?)\.?$/u;

/** "Hire a second scanner – Radiology, by June" */
export function assigned(text: string): RegExpExecArray | undefined {
  const found = ASSIGNED.exec(text);
  return found && isWhen(found[3] ?? '') ? found : undefined;
}

const isWhen = (text: string) => hasDate(text) || /^(?:tbc|asap|ongoing)$/i.test(text.trim());

/** "Write to the members" names nobody. */
const VERBS =
  /^(?:write|speak|talk|report|respond|reply|agree|continue|work|add|move|return|submit|circulate|refer|need|look|apply|aim|plan|seek|ask|present|send|listen|consider|begin|start|try|decide|update|note|action|next|this|it|there|we|they|meeting)\b/i;

/** "Invite the team to speak" names nobody either. */
const TO_GROUP = new RegExp(
  `^(?:invite|brief|remind|encourage|allow|enable|require|request|help|get|train|bring|inform|tell|contact|email)\\s.*\\b${GROUP}$`,
  'i',
);

const DONE = /\s[-–]\s((?:done|completed?|closed|action closed)\b.*)$/i;

function doneAfter(text: string): { readonly done?: string } {
  const done = DONE.exec(text)?.[1];
  return done === undefined ? {} : { done };
}

export const lastSentence = (text: string) =>
  text
    .trim()
    .split(/(?<=[.!?])\s+(?=[A-Z])/)
    .at(-1) ?? text;

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const FIRST =
  /\b(?:by|before|until|no later than|due|deadline)[:\s]\s*(?:the\s+)?((?:next|following)\s+(?:[a-z]+\s+)?meeting|[^,.;()]{3,40})/gi;
const WHEN =
  /\b(?:at|to|for|in time for|from|each|every|w\/c|week commencing)\s+(?:the\s+)?((?:next|following)\s+(?:board\s+|committee\s+|group\s+)?meeting|[^,.;()]{3,40})/gi;

export function when(text: string, block: Paragraph, gathering: Gathering): ActionItem['promises'][number] | undefined {
  return within(text, FIRST, block, gathering) ?? atEnd(text, block, gathering) ?? within(text, WHEN, block, gathering);
}

/** "bring a plan to November", "report to the March meeting" */
const MEETING_OF = new RegExp(`^${MONTH_NAME.source}(?:\\s+\\d{4})?(?:\\s+(?:meeting|board|committee))?\\s*$`, 'i');

function within(
  text: string,
  pattern: RegExp,
  block: Paragraph,
  gathering: Gathering,
): ActionItem['promises'][number] | undefined {
  for (const [whole, words = ''] of text.matchAll(pattern)) {
    if (/^for /i.test(whole) && !/meeting|\d/i.test(words)) continue;
    if (/^to /i.test(whole) && !/^(?:next|following)\b/i.test(words) && !MEETING_OF.test(words)) continue;
    const said = /^(?:at|to|for|in time for)/i.test(whole) ? words : whole;
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

/** A text that is a date and nothing else. */
export function dateAlone(
  text: string,
  block: Paragraph,
  gathering: Gathering,
): ActionItem['promises'][number] | undefined {
  if (!hasDate(text)) return undefined;
  const found = promise(text, text, block.place, 'likely', 'Stands behind who acts.', ALONE, gathering);
  return isDated(found.reading) ? found : undefined;
}

/** "chase the decision - ASAP" */
const SOON =
  /[-–(,]\s*((?:asap|as soon as possible|immediate(?:ly)?|urgent(?:ly)?|ongoing|tbc)\b[^-–()]{0,20})\)?\.?$/i;

function soon(text: string, { place }: Paragraph, gathering: Gathering): ActionItem['promises'][number] | undefined {
  const said = SOON.exec(text)?.[1] ?? /\s(ASAP|as soon as possible)\.?$/i.exec(text)?.[1];
  if (said === undefined) return undefined;
  return promise(said.trim(), said, place, 'likely', 'Stands at the end of the sentence.', ALONE, gathering);
}

function hasDate(text: string): boolean {
  return (
    HAS_DATE.test(text) ||
    /^\W*(?:by\s+)?\d{1,2}\/\d{1,2}\W*$/i.test(text) ||
    /\b(?:q[1-4]|monday|tuesday|wednesday|thursday|friday|week|month|year|quarter|january|february|march|april|june|july|august|september|october|november|december)\b/i.test(
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
