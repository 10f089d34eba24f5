import type { ChangeItem } from '../model/items.js';
import type { Paragraph } from '../model/source-document.js';
import { changesIn, reportOf } from './changes.js';
import { HAS_DATE } from './date-texts.js';
import { field, type Gathering } from './gathering.js';
import { listedAgain, push } from './minutes.js';
import { assigned, minuteAction } from './sentences.js';

export const EARLIER =
  /\b(?:matters arising|previous actions?|actions? from(?!\s+(?:the|this|today['’]?s|our)\s+(?:meeting|call|session|discussion)\s*:?$)|review of actions?|outstanding actions?|actions? carried|last time|action (?:log|tracker)|minutes of (?:the )?(?:last|previous))\b/i;
/** "Carried over from February:" stands over a list of earlier actions. */
const CARRIED =
  /^(?:\d+[.)]\s*)?(?:(?:actions?|items?)\s+)?(?:carried (?:over|forward)|brought forward|still (?:open|outstanding)|outstanding|previous|earlier|closed|completed)\b[^.]{0,50}:?$/i;
export const ACTIONS =
  /^(?:\d+[.)]\s*)?(?:agreed |key |summary of |new |open |list of )?(?:actions?(?: points?| agreed| arising| required| summary| items?| from (?:the|this|today['’]?s|our) (?:meeting|call|session|discussion))?|next steps|to do|todo)\s*:?$/i;
const MILESTONES = /^(?:\d+[.)]\s*)?(?:key |project )?milestones?\s*:?$/i;
const LEADS = /\b(?:actions?|next steps|agreed to|agreed that the following|to do|will)\b[^.]*:$/i;
export const TASK =
  /^(?:[A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*|[A-Z][a-z]+ [A-Z][a-z]+)\s+(?:to\s+[a-z]|will\s+[a-z]|(?:is|are) (?:asked )?to\s+[a-z]|[-–:]\s)/;
/** "Actions as agreed:" makes each item of the list below it one. */
export const LEADS_ACTIONS = /\bactions?\b(?!\s+(?:plan|log|tracker|list))[^.:]*:$/i;
/** "Kim & Lou - visit the site", on a line below "Actions from the call:". */
export const NAMED_TASK =
  /^[A-Z][\w'’.]*(?:\s*(?:[/&,]|and)\s*[A-Z][\w'’.]*|\s[A-Z][\w'’.]*){0,3}\s*(?:[-–—:]\s+|to\s+)[A-Za-z]/;
const CHECK_BOX = /^\[([ xX✓])\]\s+/;
const EVERYONE = /^(?:All|Everyone|Everybody|Both)\s*(?:[-–:]|to\b)/;
const OWNED = /[([][A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*[)\]]\.?$/;

/** What was read so far says how the next line is meant. */
export interface ProseState {
  heading: string;
  /** The line that a list stands under. */
  lead: string;
  /** The lines stand in an older mail, which the newer one quotes. */
  isOlder?: true;
  /** The action of the list item above, and how deep that stands. */
  last?: { readonly key: string; readonly level: number };
  /** The number of the list item that is the heading: "4. Actions" right above its list. */
  number?: number;
}

/** An item of a list is an action under a heading that says so, or where it says who is to do it. */
export function listItem(given: Paragraph, state: ProseState, gathering: Gathering, whole = given): undefined {
  const { heading, lead } = state;
  const [box, mark = ' '] = CHECK_BOX.exec(given.text) ?? [];
  const block = box === undefined ? given : { ...given, text: given.text.slice(box.length) };
  const isMilestone = MILESTONES.test(heading.trim()) && HAS_DATE.test(block.text);
  const isListed =
    isMilestone ||
    ACTIONS.test(heading.trim()) ||
    ACTIONS.test(lead.trim()) ||
    LEADS_ACTIONS.test(lead.trim()) ||
    (LEADS.test(lead) && hasWho(block.text, gathering));
  if (EARLIER.test(heading) && whole !== block) {
    // The number is that of the note, not of the action.
    const reported = changesIn(whole.text, whole, gathering).map(({ reference: _, ...change }) => change);
    if (reported.length > 0) return report(whole, reported, gathering);
  }
  if (state.last && given.list && given.list.level <= state.last.level) delete state.last;
  if (isBelow(block, state, gathering)) return goesOn(block, state, gathering);
  const isTask = TASK.test(block.text) && /\s(?:to|will)\s|[-–:]\s/.test(block.text);
  const isCarried = state.isOlder || CARRIED.test(lead.trim());
  const isEarlier = EARLIER.test(heading) || isCarried;
  const isNew =
    isListed ||
    (box !== undefined && !isEarlier) ||
    (isTask && hasWho(block.text, gathering)) ||
    (OWNED.test(block.text) && gathering.people.length > 0) ||
    assigned(block.text) !== undefined;
  if (isNew && !isCarried) {
    const said = minuteAction(block.text, block, 0, gathering);
    const again = listedAgain(said, gathering);
    if (again) return push(block, 'part', 'The table of actions has it as well.', [again.key], gathering);
    const isTicked = mark !== ' ' && !said.status;
    const item = isTicked ? { ...said, status: ticked(block) } : said;
    if (given.list) state.last = { key: item.key, level: given.list.level };
    gathering.items.push(isMilestone ? { ...item, kind: 'milestone' } : item);
    return push(
      block,
      'item',
      isListed ? 'Stands under a heading of actions.' : 'Says who is to do what.',
      [item.key],
      gathering,
    );
  }
  const found = isEarlier ? changesIn(block.text, block, gathering) : [];
  const isNamed = isEarlier && found.length === 0 && (box !== undefined || NAMED_TASK.test(block.text));
  const changes = isNamed ? [reportOf(block, mark !== ' ', gathering)] : found;
  if (changes.length > 0) return report(block, changes, gathering);
  push(
    block,
    'furniture',
    'An item of a list within the text: it names neither who is to act nor a heading of actions.',
    [],
    gathering,
  );
}

/** An item below that of an action, which names nobody, tells more of that action. */
const isBelow = ({ list, text }: Paragraph, { last }: ProseState, gathering: Gathering): boolean =>
  list !== undefined && last !== undefined && list.level > last.level && !hasWho(text, gathering);

function goesOn(block: Paragraph, { last }: ProseState, gathering: Gathering): undefined {
  const at = gathering.items.findLastIndex(({ key }) => key === last?.key);
  const item = gathering.items[at];
  const why = 'An item of the list below it.';
  if (item?.kind === 'action') {
    const said = field(block.text, block.text, block.place, 'likely', why);
    gathering.items[at] = { ...item, description: [...item.description, said] };
  }
  return push(block, 'part', why, item ? [item.key] : [], gathering);
}

const ticked = ({ text, place }: Paragraph) => field('complete' as const, text, place, 'likely', 'Its box is ticked.');

export function report(block: Paragraph, changes: readonly ChangeItem[], gathering: Gathering): undefined {
  gathering.items.push(...changes);
  const keys = changes.map(({ key }) => key);
  return push(block, 'item', 'Reports on an earlier action.', keys, gathering);
}

export function hasInitials(text: string, { people }: Gathering): boolean {
  const initials = text.match(/\b[A-Z]{2,4}\b/g) ?? [];
  return initials.some((one) => people.some((person) => person.initials === one));
}

function hasWho(text: string, gathering: Gathering): boolean {
  return (
    hasInitials(text, gathering) ||
    EVERYONE.test(text) ||
    /^[A-Z][\w ]{1,30}\s(?:to|will)\s[a-z]/.test(text) ||
    HAS_DATE.test(text)
  );
}
