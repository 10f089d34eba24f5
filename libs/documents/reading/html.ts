import { fail } from '../model/failure.js';
import type { DocumentLimits } from '../model/limits.js';
import type { Block, SourceDocument } from '../model/source-document.js';
import type { Decoded } from './encoding.js';
import { linesIn } from './html-lines.js';
import { type HtmlElement, type HtmlNode, isElement, isUnseen, lineAt } from './html-nodes.js';
import { htmlTable } from './html-table.js';
import { lineOf } from './rich.js';

export async function readHtml(decoded: Decoded, name: string, limits: DocumentLimits): Promise<SourceDocument> {
  const { parse } = await import('parse5');
  checkDepth(decoded.text, limits);
  const document = parse(decoded.text, { sourceCodeLocationInfo: true });
  const walk: Walk = { limits, blocks: [], tables: 0, paragraphs: 0 };
  blocksIn(document.childNodes, walk, { level: -1, isOrdered: false });
  return { name, format: 'html', encoding: decoded.encoding, blocks: walk.blocks, notes: decoded.notes };
}

/** Tags that open and never close nest without an end. The parser would take them one within the other. */
function checkDepth(text: string, { depth }: DocumentLimits): void {
  let open = 0;
  let deepest = 0;
  for (const [, slash] of text.matchAll(/<(\/?)(?:div|span|table|ul|ol|b|i|font|section|blockquote)\b/gi)) {
    open = slash ? Math.max(open - 1, 0) : open + 1;
    deepest = Math.max(deepest, open);
  }
  if (deepest <= depth) return;
  fail('document-too-large', `The page is nested more than ${depth} deep.`, { what: 'depth', limit: depth });
}

interface Walk {
  readonly limits: DocumentLimits;
  readonly blocks: Block[];
  tables: number;
  paragraphs: number;
}

interface InList {
  readonly level: number;
  readonly isOrdered: boolean;
}

const CONTAINERS = new Set([
  'table',
  'ul',
  'ol',
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'aside',
]);
const HEADING = /^h([1-6])$/;

function blocksIn(nodes: readonly HtmlNode[], walk: Walk, list: InList): void {
  let loose: HtmlNode[] = [];
  let count = 0;
  const flush = () => {
    paragraphOf(loose, walk);
    loose = [];
  };
  for (const node of nodes) {
    if (!isElement(node)) {
      if (node.nodeName === '#text') loose.push(node);
      continue;
    }
    if (isUnseen(node)) continue;
    const heading = HEADING.exec(node.tagName)?.[1];
    if (node.tagName === 'table') {
      flush();
      walk.tables += 1;
      const table = htmlTable(node, walk.tables, walk.limits);
      if (table.rows.length > 0) walk.blocks.push(table);
    } else if (heading) {
      flush();
      paragraphOf([node], walk, { heading: Number(heading) });
    } else if (node.tagName === 'ul' || node.tagName === 'ol') {
      flush();
      blocksIn(node.childNodes, walk, { level: list.level + 1, isOrdered: node.tagName === 'ol' });
    } else if (node.tagName === 'li') {
      flush();
      count += 1;
      itemOf(node, walk, list, count);
    } else if (node.tagName === 'p' || !holdsBlocks(node)) {
      if (node.tagName === 'p') flush();
      loose.push(node);
      if (node.tagName === 'p') flush();
    } else {
      flush();
      blocksIn(node.childNodes, walk, list);
    }
  }
  flush();
}

const holdsBlocks = (element: HtmlElement): boolean =>
  CONTAINERS.has(element.tagName) ||
  ['html', 'body', 'dl', 'li', 'blockquote', 'form', 'details'].includes(element.tagName) ||
  element.childNodes.some((node) => isElement(node) && (holdsBlocks(node) || HEADING.test(node.tagName)));

function itemOf(item: HtmlElement, walk: Walk, { level, isOrdered }: InList, count: number): void {
  const isInner = (node: HtmlNode) => isElement(node) && ['ul', 'ol', 'table'].includes(node.tagName);
  const own = item.childNodes.filter((node) => !isInner(node));
  paragraphOf(own, walk, { list: { level: Math.max(level, 0), marker: isOrdered ? `${count}.` : '-' } });
  blocksIn(item.childNodes.filter(isInner), walk, { level, isOrdered });
}

type Extras = Pick<Extract<Block, { kind: 'paragraph' }>, 'heading' | 'list'>;

function paragraphOf(nodes: readonly HtmlNode[], walk: Walk, extras: Extras = {}): void {
  const first = nodes.find((node) => lineAt(node) !== undefined);
  for (const raw of linesIn({ childNodes: nodes })) {
    const { text, earlier } = lineOf(raw);
    if (text === '' && earlier.length === 0) continue;
    const line = first && lineAt(first);
    walk.paragraphs += 1;
    const place = { ...(line !== undefined && { line }), paragraph: walk.paragraphs };
    walk.blocks.push({ kind: 'paragraph', place, text, earlier, ...extras });
  }
}
