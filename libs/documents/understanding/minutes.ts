import type { ActionItem, DecisionItem, UnderstoodItem } from '../model/items.js';
import { placeKey } from '../model/place.js';
import type { Block, Paragraph } from '../model/source-document.js';
import { isTable } from '../model/source-document.js';
import type { Account } from '../model/understood.js';
import { changesIn } from './changes.js';
import { field, type Gathering, keyAt } from './gathering.js';
import { ownersIn } from './owners.js';
import { capital, dateAlone, lastSentence, minuteAction, when } from './sentences.js';

const NUMBERED = '(?:\\s*(?:no\\.?\\s*)?[A-Z]?\\d+(?:[./]\\d+)*)?';
const ACTION = new RegExp(
  `^\\W*(?:\\d+(?:\\.\\d+)*[.)]?\\s+)?(?:agreed\\s+)?(?:actions?|action points?|ap)${NUMBERED}(?:\\s+(?:by|for))?\\s*(?:[:–—]|\\s-|-\\s)\\W*`,
  'i',
);
/** "Action (PN): write", "ACTION JS - call": who acts stands before the mark. */
const WITH_WHO =
  /^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:Actions?|ACTIONS?|AP)(?:\s*\d+(?:[./]\d+)*)?\s*(?:[([]([A-Z][\w/&,. ]{0,40})[)\]]|\s(?!PLAN|LIST|LOG|NOTE)([A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*))\s*[:–—-]\s*(?=\S)/;
const BARE = new RegExp(`^\\W*(?:action|action point|ap)${NUMBERED}\\s*:?\\W*$`, 'i');
const DECISION = /^\W*(?:decisions?|agreed|resolved|resolution)\s*(?:no\.?\s*)?\d*\s*(?:[:–—]|\s-|-\s)\W*/i;
const RESOLVED =
  /^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:it was|the (?:board|committee|group|panel|council|governing body))\s+(?:unanimously\s+)?(?:resolved|agreed that|approved that|agreed to(?=\s+(?:approve|adopt|endorse|accept|ratify)))\b\s*(?:that|to)?\s*/i;
const ONLY_WHO = /^(?:[A-Z]{2,4}|[A-Z][a-z]+)(?:\s*[/&,]\s*(?:[A-Z]{2,4}|[A-Z][a-z]+))*\s*[)\]]?\s*$/;
/** "Action: BL/IF by 31 October" says who and when. */
const WHO_BY = /^([A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*)\s*[,(–:-]?\s+(by\s.{3,40})$/;
/** "ACTION: SR/KO (April)", "Action: JS - 12 May" */
const WHO_WHEN = /^([A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*)\s*[,(–:-]\s*([^()]{3,40}?)\)?\.?$/;
const INLINE =
  /^(.{12,}?)[\s([]*\b(?:ACTION|Action)(?:\s+(?:by|for|BY|FOR))?\s*[:–-]\s*([A-Z][\w/&, .]{0,60}?)[\])]?\s*$/;
/** "… by the end of April. [ACTION PS]", or far to the right of its line. */
const INLINE_BARE =
  /^(.{12,}?)(?:\s*[([]\s*|\s{2,}|\t)(?:ACTION|Action)\s+([A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*)\s*[\])]?\s*$/;

/** A paragraph that names an action in one of the ways that minutes have. */
export const namesAction = (text: string): boolean =>
  [ACTION, WITH_WHO, BARE, INLINE, INLINE_BARE].some((pattern) => pattern.test(text));

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
    // "Actions:" stands over its list.
    if (body.trim() === '') return undefined;
    const [, who = body, by] = WHO_BY.exec(body) ?? whoWhen(body, block, gathering) ?? [];
    if (by !== undefined || ONLY_WHO.test(body)) return whoAlone(blocks, index, who, gathering, by);
    const isSeveral = /^\W*actions\b/i.test(text) && body.includes(';');
    const pieces = isSeveral ? body.split(/\s*;\s*/).filter((piece) => piece !== '') : [body];
    const items = pieces.map((piece, at) => minuteAction(piece, block, at, gathering));
    told(block, items, 'A line that names an action.', gathering);
    return 1;
  }
  const withWho = WITH_WHO.exec(text);
  if (withWho) {
    const action = minuteAction(text.slice(withWho[0].length), block, 0, gathering);
    const owners = ownersIn(withWho[1] ?? withWho[2] ?? '', block.place, gathering);
    told(block, [{ ...action, owners: [...owners, ...action.owners] }], 'A line that names an action.', gathering);
    return 1;
  }
  const inline = INLINE.exec(text) ?? INLINE_BARE.exec(text);
  if (inline) {
    const [, before = '', owners = ''] = inline;
    const action = minuteAction(lastSentence(before), block, 0, gathering);
    const named = ownersIn(owners, block.place, gathering);
    told(block, [{ ...action, ...(named.length > 0 && { owners: named }) }], 'It ends with who acts.', gathering);
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
  return undefined;
}

/** A line below the heading "Decisions". */
export function readDecision(block: Paragraph, gathering: Gathering): undefined {
  const found = { ...decision(block.text.replace(RESOLVED, ''), block, gathering), sure: 'likely' as const };
  told(block, [found], 'Stands under a heading of decisions.', gathering);
}

/** "(ACTION: GH)" on a line of its own: what to do is said by the sentence before. */
function whoAlone(blocks: readonly Block[], index: number, who: string, gathering: Gathering, by = ''): number {
  const block = blocks[index] as Paragraph;
  const before = blocks[index - 1];
  const isTaken = before && gathering.accounts.some(({ place }) => placeKey(place) === placeKey(before.place));
  if (!before || isTable(before) || before.heading !== undefined || isTaken) {
    push(block, 'not-understood', 'It says who acts, and not what is to be done.', [], gathering);
    return 1;
  }
  const action = minuteAction(lastSentence(before.text), block, 0, gathering);
  const owners = ownersIn(who.replace(/[)\]]/g, ''), block.place, gathering);
  const said = by === '' ? undefined : (when(by, block, gathering) ?? dateAlone(by, block, gathering));
  // "noted a rise in January" says nothing of when to act.
  const own = action.promises.filter(({ written }) => /^(?:by|before|until|due|no later|deadline)\b/i.test(written));
  const item: ActionItem = {
    ...action,
    owners,
    promises: said ? [said] : own,
    sure: 'doubtful',
    why: 'What is to be done is taken from the sentence before.',
  };
  told(block, [item], item.why, gathering);
  return 1;
}

function whoWhen(body: string, block: Paragraph, gathering: Gathering): RegExpExecArray | undefined {
  const found = WHO_WHEN.exec(body);
  return found && dateAlone(found[2] ?? '', block, gathering) ? found : undefined;
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

function told(block: Paragraph, items: readonly UnderstoodItem[], why: string, gathering: Gathering): undefined {
  const [only] = items;
  const listed = items.length === 1 && only?.kind === 'action' ? listedAgain(only, gathering) : undefined;
  if (listed) return push(block, 'part', 'The table of actions has it as well.', [listed.key], gathering);
  gathering.items.push(...items);
  push(
    block,
    'item',
    why,
    items.map(({ key }) => key),
    gathering,
  );
}

/** The action of a table that minutes sum up: of the same owners, and of the same words. */
export function listedAgain(action: ActionItem, { items }: Gathering): ActionItem | undefined {
  const own = tellingWords(`${action.title.value} ${action.title.written}`);
  return items.find((item): item is ActionItem => {
    if (item.kind !== 'action' || item.place.table === undefined) return false;
    const words = tellingWords(item.title.value);
    const shared = words.filter((word) => own.includes(word)).length;
    const isSame = item.owners.length > 0 && namesOf(item) === namesOf(action);
    return isSame && words.length > 0 && shared >= Math.max(1, words.length * 0.6);
  });
}

const namesOf = ({ owners }: ActionItem) => owners.map(({ value }) => value.toLowerCase()).join();

const tellingWords = (text: string) =>
  (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => !/^(?:with|from|that|this|will|would)$/.test(word));

export function push(
  block: Paragraph,
  outcome: Account['outcome'],
  why: string,
  items: readonly string[],
  gathering: Gathering,
): undefined {
  const of = block.list ? 'list-item' : 'line';
  gathering.accounts.push({ place: block.place, of, text: block.text, outcome, why, items });
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
          .replace(/^(?:to|that)\s+/i, '')
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
