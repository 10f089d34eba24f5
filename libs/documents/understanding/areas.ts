import type { Paragraph, SourceDocument, SourceTable } from '../model/source-document.js';
import { isTable } from '../model/source-document.js';
import { HAS_FULL_DATE, ONLY_MONTH } from './date-texts.js';
import type { Gathering } from './gathering.js';
import { headerOf } from './header-rows.js';
import { roleOf } from './headings.js';
import { addProgramme } from './programmes.js';
import { layoutOf } from './targets.js';

/** Front and back matter: what stands under it is no area of a plan. */
const NO_AREA =
  /^(?:\d+[.)]?\s*)?(?:(?:our|the|[\w’']+['’]s)\s+)?(?:vision|governance|introduction|background|foreword|contents|appendi(?:x|ces)\b.*|annex\b.*|glossary|context|(?:executive )?summary|purpose|overview|about|references|acknowledg\w*|version control|document control|key|legend|notes?|(?:open|live|current|outstanding|new|ongoing|in progress|closed|completed?|archived?)(?: (?:actions?|items?|tasks?))?|milestones|delivery|actions?|action (?:plan|log|tracker)|next steps|decisions?|minutes.*|agenda|present|apologies|attendance|matters arising|a\.?o\.?b\.?|any other business|next meeting.*|date of next.*)\s*:?$/i;

export interface Area {
  readonly key: string;
  /** The words that a heading which carries on begins with. */
  readonly words: string;
  hasActions: boolean;
}

/** The programme that each block of the document stands under, by the index of the block. */
export function areasOf(
  document: SourceDocument,
  gathering: Gathering,
  isRepeated: (text: string) => boolean,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const level = areaLevel(document, isRepeated);
  if (level === undefined) return found;
  let area: Area | undefined;
  const named: Area[] = [];
  for (const [index, block] of document.blocks.entries()) {
    if (!isTable(block)) {
      if (block.heading !== undefined && block.heading <= level && !isRepeated(block.text)) {
        if (block.heading < level || isNoArea(block)) area = undefined;
        else if (!area || !carriesOn(block.text, area))
          area = isEmptyUnder(document, index, level) ? undefined : open(block, named, gathering);
      } else if (isUntitled(document, index, area, level, isRepeated)) area = openUntitled(block, named, gathering);
    } else if (isActions(block) && area) area.hasActions = true;
    if (area) found.set(index, area.key);
  }
  return found;
}

const isNoArea = ({ text }: Paragraph) => NO_AREA.test(text.trim()) || ONLY_MONTH.test(text) || isDate(text);

function isDate(text: string): boolean {
  return HAS_FULL_DATE.test(text) && text.length < 40;
}

const isActions = (table: SourceTable) =>
  !layoutOf(table) && headerOf(table).headings.some((heading) => roleOf(heading) === 'action');

/** The level whose headings stand over most tables of actions, if it is not the title alone. */
function areaLevel(document: SourceDocument, isRepeated: (text: string) => boolean): number | undefined {
  const above = new Map<number, Set<string>>();
  const current = new Map<number, string>();
  for (const [index, block] of document.blocks.entries()) {
    if (!isTable(block)) {
      if (block.heading === undefined || isRepeated(block.text)) continue;
      for (const level of [...current.keys()]) if (level >= block.heading) current.delete(level);
      if (!isNoArea(block)) current.set(block.heading, `${index}`);
    } else if (isActions(block)) {
      for (const [level, heading] of current) above.set(level, (above.get(level) ?? new Set()).add(heading));
    }
  }
  const levels = [...above].filter(([, headings]) => headings.size > 1).sort(([one], [other]) => one - other);
  return levels[0]?.[0];
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** A name without what does not tell one area from another. */
const telling = (text: string) =>
  words(text)
    .filter((word) => !['programme', 'program', 'area', 'the', 'plan', 'workstream'].includes(word))
    .join(' ');

/** "Perinatal: integration and training" carries on "Perinatal". */
function carriesOn(heading: string, area: Area): boolean {
  const own = telling(heading);
  if (area.words.startsWith('~')) {
    const [first = ''] = own.split(' ');
    return first.length > 3 && area.words.slice(1).split(' ').includes(first);
  }
  return own === area.words || own.startsWith(`${area.words} `);
}

function isEmptyUnder({ blocks }: SourceDocument, index: number, level: number): boolean {
  const next = blocks[index + 1];
  return next === undefined || (!isTable(next) && next.heading !== undefined && next.heading <= level);
}

function open(block: Paragraph, named: Area[], gathering: Gathering): Area {
  const name = block.text
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const own = telling(name);
  const [prefix] = own.split(' ');
  const parent = named.find((area) => area.words === prefix && area.words !== own);
  const key = addProgramme(gathering, {
    name,
    place: block.place,
    sure: 'likely',
    why: 'A heading that actions stand under.',
    ...(parent && { parent: parent.key }),
  });
  const area = { key, words: own, hasActions: false };
  named.push(area);
  return area;
}

const UNENDED = /[^.:;?!]$/;
const LONGEST = 300;

/**
 * A page that lost its heading begins with what it is to achieve: a statement without a full stop, after the actions of
 * the area before and before others.
 */
function isUntitled(
  { blocks }: SourceDocument,
  index: number,
  area: Area | undefined,
  level: number,
  isRepeated: (text: string) => boolean,
): boolean {
  const block = blocks[index] as Paragraph;
  if (!area?.hasActions || block.list || block.heading !== undefined || block.blanks === undefined) return false;
  if (block.blanks.after === 0) return false;
  const before = blocks.slice(0, index).findLast((one) => isTable(one) || !isRepeated(one.text));
  const isNewPage = block.blanks.before >= 3 || (block.blanks.before > 0 && isAfterTable(before));
  if (!isNewPage) return false;
  if (!UNENDED.test(block.text.trim()) || block.text.length < 40 || block.text.length > LONGEST) return false;
  for (const next of blocks.slice(index + 1)) {
    if (isTable(next)) {
      if (isActions(next)) return true;
    } else if (next.heading !== undefined && next.heading <= level) return false;
  }
  return false;
}

const isAfterTable = (block: SourceDocument['blocks'][number] | undefined) => block !== undefined && isTable(block);

function openUntitled(block: Paragraph, named: Area[], gathering: Gathering): Area {
  const name =
    block.text
      .split(/(?<=[.;])\s/)[0]
      ?.replace(/\s+/g, ' ')
      .slice(0, 120) ?? block.text;
  const key = addProgramme(gathering, {
    name,
    place: block.place,
    sure: 'doubtful',
    why: 'A page without a heading: named by what it is to achieve.',
  });
  const area = { key, words: `~${words(block.text).join(' ')}`, hasActions: false };
  named.push(area);
  return area;
}
