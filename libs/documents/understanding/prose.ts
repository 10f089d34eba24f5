import { type Block, isTable, type Paragraph } from '../model/source-document.js';
import { changesIn } from './changes.js';
import { HAS_DATE } from './date-texts.js';
import type { Gathering } from './gathering.js';
import { namesAction, push, readMinuteLine } from './minutes.js';
import { minuteAction } from './sentences.js';

const EARLIER =
  /\b(?:matters arising|previous actions?|actions? from|review of actions?|outstanding actions?|action (?:log|tracker)|minutes of (?:the )?(?:last|previous))\b/i;
const ACTIONS =
  /^(?:\d+[.)]\s*)?(?:agreed |key |summary of )?(?:actions?(?: points?| agreed| arising| required| summary| items?)?|next steps|to do|todo)\s*:?$/i;
const MILESTONES = /^(?:\d+[.)]\s*)?(?:key |project )?milestones?\s*:?$/i;
const LEADS = /\b(?:actions?|next steps|agreed to|agreed that the following|to do|will)\b[^.]*:$/i;
const TASK = /^(?:[A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*|[A-Z][a-z]+ [A-Z][a-z]+)\s+(?:to\s+[a-z]|will\s+[a-z]|[-–:]\s)/;
const OWNED = /[([][A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*[)\]]\.?$/;

interface State {
  heading: string;
  /** The line that a list stands under. */
  lead: string;
  /** The number of the list item that is the heading: "4. Actions" right above its list. */
  number?: number;
}

/** Lines and lists outside of tables: each list item and each line that names an action is accounted for once. */
export function readProse(
  blocks: readonly Block[],
  programmes: ReadonlyMap<number, string>,
  isRepeated: (text: string) => boolean,
  gathering: Gathering,
): void {
  const state: State = { heading: '', lead: '' };
  let skipUntil = 0;
  for (const [index, block] of blocks.entries()) {
    if (isTable(block)) {
      state.lead = '';
      continue;
    }
    if (index < skipUntil) continue;
    const first = gathering.items.length;
    skipUntil = index + paragraphIn(blocks, index, block, state, isRepeated, gathering);
    withProgramme(gathering, first, programmes.get(index));
  }
}

function withProgramme({ items }: Gathering, first: number, programme: string | undefined): void {
  if (!programme) return;
  for (let at = first; at < items.length; at += 1) {
    const item = items[at];
    if (item && !item.programme) items[at] = { ...item, programme };
  }
}

function paragraphIn(
  blocks: readonly Block[],
  index: number,
  block: Paragraph,
  state: State,
  isRepeated: (text: string) => boolean,
  gathering: Gathering,
): number {
  if (isRepeated(block.text) && !namesAction(block.text)) {
    if (block.list) push(block, 'furniture', 'Repeated on other pages.', [], gathering);
    return 1;
  }
  const taken = readMinuteLine(blocks, index, EARLIER.test(state.heading), gathering);
  if (!taken && isTaskLine(block, state)) {
    listItem(block, state, gathering);
    return 1;
  }
  if (!taken && !block.list && namesAction(block.text)) {
    push(block, 'furniture', 'Stands over a list of actions.', [], gathering);
  }
  if (block.heading !== undefined && !taken) {
    delete state.number;
    state.heading = block.text;
    state.lead = block.text;
  } else if (!block.list && !taken) state.lead = block.text;
  if (taken !== undefined) return taken;
  if (block.list && isHeading(block, state)) {
    state.heading = block.text;
    state.lead = block.text;
    state.number = Number.parseInt(block.list.marker, 10);
    push(block, 'furniture', 'A heading with a number.', [], gathering);
    return 1;
  }
  if (block.list) listItem(block, state, gathering);
  return 1;
}

/** A list that nobody marked as one: "JS to call" on the lines below "Actions:". */
const isTaskLine = ({ list, heading, text }: Paragraph, { lead }: State) =>
  !list && heading === undefined && ACTIONS.test(lead.trim()) && TASK.test(text);

/** A numbered heading right above a list looks like an item of it; the next number ends what it stands over. */
function isHeading({ text, list }: Paragraph, { number }: State): boolean {
  const own = Number.parseInt(list?.marker ?? '', 10);
  if (Number.isNaN(own)) return false;
  const isNext = number !== undefined && own === number + 1;
  const isNamed = ACTIONS.test(text.trim()) || EARLIER.test(text) || isNext;
  return isNamed && text.length < 60 && !TASK.test(text);
}

/** An item of a list is an action under a heading that says so, or where it says who is to do it. */
function listItem(block: Paragraph, { heading, lead }: State, gathering: Gathering): undefined {
  const isMilestone = MILESTONES.test(heading.trim()) && HAS_DATE.test(block.text);
  const isListed =
    isMilestone ||
    ACTIONS.test(heading.trim()) ||
    ACTIONS.test(lead.trim()) ||
    (LEADS.test(lead) && hasWho(block.text, gathering));
  const isTask = TASK.test(block.text) && /\s(?:to|will)\s|[-–:]\s/.test(block.text);
  if (
    isListed ||
    (isTask && hasWho(block.text, gathering)) ||
    (OWNED.test(block.text) && gathering.people.length > 0)
  ) {
    const item = minuteAction(block.text, block, 0, gathering);
    gathering.items.push(isMilestone ? { ...item, kind: 'milestone' } : item);
    return push(
      block,
      'item',
      isListed ? 'Stands under a heading of actions.' : 'Says who is to do what.',
      [item.key],
      gathering,
    );
  }
  const changes = EARLIER.test(heading) ? changesIn(block.text, block, gathering) : [];
  if (changes.length > 0) {
    gathering.items.push(...changes);
    return push(
      block,
      'item',
      'Reports on an earlier action.',
      changes.map(({ key }) => key),
      gathering,
    );
  }
  push(
    block,
    'furniture',
    'An item of a list within the text: it names neither who is to act nor a heading of actions.',
    [],
    gathering,
  );
}

function hasWho(text: string, { people }: Gathering): boolean {
  const initials = text.match(/\b[A-Z]{2,4}\b/g) ?? [];
  return (
    initials.some((one) => people.some((person) => person.initials === one)) ||
    /^[A-Z][\w ]{1,30}\s(?:to|will)\s[a-z]/.test(text) ||
    HAS_DATE.test(text)
  );
}
