import { type Block, isTable, type Paragraph } from '../model/source-document.js';
import { reportOf } from './changes.js';
import type { Gathering } from './gathering.js';
import {
  ACTIONS,
  EARLIER,
  hasInitials,
  LEADS_ACTIONS,
  listItem,
  NAMED_TASK,
  type ProseState,
  report,
  TASK,
} from './list-items.js';
import { namesAction, push, readDecision, readMinuteLine } from './minutes.js';

const DECISIONS =
  /^(?:\d+[.)]\s*)?(?:key |summary of )?decisions?(?: (?:made|taken|agreed|reached))?(?: at the meeting)?\s*:?$/i;
/** "1.2  JS to call": a numbered line of notes. */
const NUMBER = /^\d{1,2}(?:\.\d{1,2}){1,2}[.)]?\s+/;
const OF_INITIALS = /^[A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*\s+to\s+[a-z]/;
/** A mail quotes an older one below such a line. */
const ORIGINAL = /^On .{6,60} wrote:$|^-+\s*Original Message\s*-+$/i;
/** Lines and lists outside of tables: each list item and each line that names an action is accounted for once. */
export function readProse(
  blocks: readonly Block[],
  programmes: ReadonlyMap<number, string>,
  isRepeated: (text: string) => boolean,
  gathering: Gathering,
): void {
  const state: ProseState = { heading: '', lead: '' };
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
  state: ProseState,
  isRepeated: (text: string) => boolean,
  gathering: Gathering,
): number {
  if (isRepeated(block.text) && !namesAction(block.text)) {
    if (block.list) push(block, 'furniture', 'Repeated on other pages.', [], gathering);
    return 1;
  }
  if (state.isOlder && !block.list && namesAction(block.text)) {
    report(block, [reportOf(block, false, gathering)], gathering);
    return 1;
  }
  const taken = readMinuteLine(blocks, index, EARLIER.test(state.heading), gathering);
  if (ORIGINAL.test(block.text)) {
    state.isOlder = true;
    return 1;
  }
  if (
    !taken &&
    !state.isOlder &&
    (isTaskLine(block, state) || isOfPresent(block, gathering) || isNumberedTask(block, gathering))
  ) {
    listItem({ ...block, text: block.text.replace(NUMBER, '') }, state, gathering, block);
    return 1;
  }
  if (!taken && !block.list && namesAction(block.text)) {
    push(block, 'furniture', 'Stands over a list of actions.', [], gathering);
  }
  if (block.heading !== undefined && !taken) {
    delete state.number;
    delete state.last;
    state.heading = block.text;
    state.lead = block.text;
  } else if (!block.list && !taken) state.lead = block.text;
  if (taken !== undefined) {
    delete state.last;
    return taken;
  }
  if (
    block.heading === undefined &&
    [state.heading, state.lead].some((over) => DECISIONS.test(over.trim())) &&
    block.text.length > 12
  ) {
    readDecision(block, gathering);
    return 1;
  }
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
const isTaskLine = ({ list, heading, text }: Paragraph, { lead }: ProseState) =>
  !list &&
  heading === undefined &&
  ((ACTIONS.test(lead.trim()) && TASK.test(text)) || (LEADS_ACTIONS.test(lead.trim()) && NAMED_TASK.test(text)));

/** "CE to advertise the post", of somebody who was present. */
const isOfPresent = ({ list, heading, text }: Paragraph, gathering: Gathering) =>
  !list &&
  heading === undefined &&
  text.length < 200 &&
  OF_INITIALS.test(text) &&
  hasInitials(text.slice(0, 20), gathering);

const isNumberedTask = ({ list, heading, text }: Paragraph, gathering: Gathering) => {
  const own = text.replace(NUMBER, '');
  return !list && heading === undefined && own !== text && TASK.test(own) && hasInitials(own, gathering);
};

/** A numbered heading right above a list looks like an item of it; the next number ends what it stands over. */
function isHeading({ text, list }: Paragraph, { number }: ProseState): boolean {
  const own = Number.parseInt(list?.marker ?? '', 10);
  if (Number.isNaN(own)) return false;
  const isNext = number !== undefined && own === number + 1;
  const isNamed = ACTIONS.test(text.trim()) || EARLIER.test(text) || isNext;
  return isNamed && text.length < 60 && !TASK.test(text);
}
