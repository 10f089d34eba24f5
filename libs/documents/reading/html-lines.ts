import { superscript } from './docx-runs.js';
import { type HtmlNode, isElement, isUnseen, textOf } from './html-nodes.js';
import type { RawLine, Run } from './rich.js';

const STRUCK = new Set(['del', 's', 'strike']);
const BLOCKS = new Set(['p', 'div', 'li', 'ul', 'ol', 'tr', 'dt', 'dd', 'blockquote', 'section', 'article', 'pre']);

interface Draft {
  readonly runs: Run[];
  readonly list?: RawLine['list'];
}

/** The lines within an element: paragraphs, line breaks, items of lists, rows of a table inside it. */
export function linesIn(element: { readonly childNodes: readonly HtmlNode[] }): readonly RawLine[] {
  const lines: Draft[] = [{ runs: [] }];
  gather(element.childNodes, lines, { isStruck: false, depth: 0, isOrdered: false });
  return lines;
}

interface Around {
  readonly isStruck: boolean;
  readonly depth: number;
  readonly isOrdered: boolean;
}

function gather(nodes: readonly HtmlNode[], lines: Draft[], around: Around): void {
  let count = 0;
  for (const node of nodes) {
    if (node.nodeName === '#text' && 'value' in node) {
      lines.at(-1)?.runs.push({ text: node.value.replace(/[ \t\r\n\f]+/g, ' '), isStruck: around.isStruck });
      continue;
    }
    if (!isElement(node) || isUnseen(node)) continue;
    const { tagName } = node;
    if (tagName === 'br') lines.push({ runs: [] });
    else if (tagName === 'sup') lines.at(-1)?.runs.push({ text: superscript(textOf(node)), isStruck: around.isStruck });
    else if (tagName === 'td' || tagName === 'th') {
      if ((lines.at(-1)?.runs.length ?? 0) > 0) lines.at(-1)?.runs.push({ text: '\t' });
      gather(node.childNodes, lines, around);
    } else {
      const isStruck = around.isStruck || STRUCK.has(tagName);
      const isList = tagName === 'ul' || tagName === 'ol';
      count += tagName === 'li' ? 1 : 0;
      if (tagName === 'li') {
        const marker = around.isOrdered ? `${count}.` : '-';
        lines.push({ runs: [], list: { level: Math.max(around.depth - 1, 0), marker } });
      } else if (BLOCKS.has(tagName)) lines.push({ runs: [] });
      gather(node.childNodes, lines, {
        isStruck,
        depth: around.depth + (isList ? 1 : 0),
        isOrdered: isList ? tagName === 'ol' : around.isOrdered,
      });
      if (BLOCKS.has(tagName)) lines.push({ runs: [] });
    }
  }
}
