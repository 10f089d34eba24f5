import type { DocumentLimits } from '../model/limits.js';
import type { Note } from '../model/source-document.js';
import type { RawLine, Run } from './rich.js';
import { child, type Element, elementsIn, textIn } from './xml.js';

export type Comments = ReadonlyMap<string, string>;

export interface DocxParts {
  readonly comments: Comments;
  readonly headings: ReadonlyMap<string, number>;
  readonly notes: Note[];
  readonly limits: DocumentLimits;
}

export interface TextBox {
  readonly content: Element;
}

export interface RunsFound {
  readonly raw: readonly RawLine[];
  readonly comments: readonly string[];
}

interface Gathering {
  readonly lines: Run[][];
  readonly comments: string[];
  readonly boxes: TextBox[];
  readonly parts: DocxParts;
}

/** The text of a paragraph by lines, with what is struck out or deleted marked so. */
export function runsOf(paragraph: Element, parts: DocxParts, boxes: TextBox[]): RunsFound {
  const gathering: Gathering = { lines: [[]], comments: [], boxes, parts };
  gather(paragraph, gathering, false);
  return { raw: gathering.lines.map((runs) => ({ runs })), comments: gathering.comments };
}

/** What a paragraph shows nothing of. The fallback repeats a text box that was read already. */
const UNSEEN = new Set(['pPr', 'rPr', 'instrText', 'delInstrText', 'Fallback', 'commentRangeStart', 'commentRangeEnd']);

const TEXT: Readonly<Record<string, string>> = { tab: '\t', noBreakHyphen: '-', softHyphen: '' };

function gather(element: Element, found: Gathering, isDeleted: boolean): void {
  for (const node of elementsIn(element)) {
    const { name } = node;
    if (UNSEEN.has(name)) continue;
    if (name === 'txbxContent') found.boxes.push({ content: node });
    else if (name === 'del' || name === 'moveFrom') gather(node, found, true);
    else if (name === 'r') runIn(node, found, isDeleted);
    else if (name === 'commentReference') comment(node, found);
    else gather(node, found, isDeleted);
  }
}

function comment(node: Element, { parts, comments }: Gathering): void {
  const text = parts.comments.get(node.attributes.id ?? '');
  if (text) comments.push(text);
}

function runIn(run: Element, found: Gathering, isDeleted: boolean): void {
  const properties = child(run, 'rPr');
  if (isOn(child(properties, 'vanish'))) return;
  const isStruck = isDeleted || isOn(child(properties, 'strike')) || isOn(child(properties, 'dstrike'));
  for (const node of elementsIn(run)) {
    if (node.name === 't' || node.name === 'delText') add(raised(textIn(node), properties), isStruck, found);
    else if (node.name === 'br' || node.name === 'cr') found.lines.push([]);
    else if (node.name === 'commentReference') comment(node, found);
    else if (TEXT[node.name] !== undefined) add(TEXT[node.name] as string, isStruck, found);
    else if (!UNSEEN.has(node.name)) gather(node, found, isDeleted);
  }
}

/** A raised digit after a word is the mark of a footnote, never part of the word. */
function raised(text: string, properties: Element | undefined): string {
  if (child(properties, 'vertAlign')?.attributes.val !== 'superscript') return text;
  return superscript(text);
}

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export const superscript = (text: string): string =>
  /^\s*\d{1,2}\s*$/.test(text) ? text.trim().replace(/\d/g, (digit) => DIGITS[Number(digit)] as string) : text;

function add(text: string, isStruck: boolean, { lines }: Gathering): void {
  lines.at(-1)?.push({ text, isStruck });
}

const isOn = (element: Element | undefined) =>
  element !== undefined && !['0', 'false', 'none', 'off'].includes(element.attributes.val ?? '');
