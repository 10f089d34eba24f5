import { fail } from '../model/failure.js';
import type { DocumentLimits } from '../model/limits.js';
import type { Block, Note, SourceCell, SourceDocument, SourceRow, SourceTable } from '../model/source-document.js';
import { cellOf, lineOf, plainCell, type RawLine, type Run } from './rich.js';
import { child, type Element, elementsIn, isElement, parseXml, textIn } from './xml.js';
import { unpack } from './zip.js';

/** OpenDocument text: paragraphs, lists and tables; struck text by its style, deletions by their marks. */
export async function readOdt(bytes: Uint8Array, name: string, limits: DocumentLimits): Promise<SourceDocument> {
  const container = await unpack(bytes, (entry) => entry === 'content.xml', limits);
  const file = container.file('content.xml');
  if (!file) fail('document-truncated', 'The document has no content. Save it anew.', { reason: 'no content.xml' });
  const content = child(await parseXml(file, 'content.xml', limits), 'document-content');
  const text = child(content, 'body', 'text');
  if (!text) fail('document-truncated', 'The document has no text. Save it anew.', { reason: 'no text' });
  const deleted = deletedIn(text);
  const walk: Walk = { struck: struckStyles(content), deleted, blocks: [], comments: [], tables: 0, paragraphs: 0 };
  blocksIn(text, walk, undefined);
  const notes: Note[] = deleted.size > 0 ? [{ code: 'tracked-change', text: TRACKED }] : [];
  return { name, format: 'odt', blocks: walk.blocks, notes };
}

const TRACKED = 'The document holds tracked changes. What was deleted is kept as what stood before.';

interface Walk {
  readonly struck: ReadonlySet<string>;
  /** Text of tracked deletions, by the id that marks where it stood. */
  readonly deleted: ReadonlyMap<string, string>;
  /** Comments met since the cell began. */
  comments: string[];
  readonly blocks: Block[];
  tables: number;
  paragraphs: number;
}

/** Deletions are kept apart from the text, with a mark where they stood. */
function deletedIn(text: Element): ReadonlyMap<string, string> {
  const changes = child(text, 'tracked-changes');
  return new Map(
    (changes ? elementsIn(changes) : []).flatMap((region) => {
      const deletion = child(region, 'deletion');
      const id = region.attributes.id;
      if (!deletion || id === undefined) return [];
      const lines = elementsIn(deletion).filter(({ name }) => name !== 'change-info');
      return [[id, lines.map(textIn).join(' ').trim()] as const];
    }),
  );
}

function struckStyles(content: Element | undefined): ReadonlySet<string> {
  const styles = child(content, 'automatic-styles');
  const struck = (styles ? elementsIn(styles) : []).filter((style) => {
    const { attributes } = child(style, 'text-properties') ?? { attributes: {} as Record<string, string> };
    const lines = [attributes['text-line-through-style'], attributes['text-line-through-type']];
    return lines.some((line) => line !== undefined && line !== 'none') && !lines.includes('none');
  });
  return new Set(struck.map((style) => style.attributes.name ?? ''));
}

function blocksIn(element: Element, walk: Walk, level: number | undefined): void {
  for (const node of elementsIn(element)) {
    if (node.name === 'p' || node.name === 'h') paragraphIn(node, walk, level);
    else if (node.name === 'list') blocksIn(node, walk, (level ?? -1) + 1);
    else if (node.name === 'table') tableIn(node, walk);
    else if (['list-item', 'list-header', 'section', 'index-body'].includes(node.name)) blocksIn(node, walk, level);
  }
}

function paragraphIn(node: Element, walk: Walk, level: number | undefined): void {
  walk.paragraphs += 1;
  const heading = node.name === 'h' ? Number(node.attributes['outline-level'] ?? 1) : undefined;
  let isFirst = true;
  for (const raw of linesOf(node, walk)) {
    const { text, earlier } = lineOf(raw);
    if (text === '' && earlier.length === 0) continue;
    if (!isFirst) walk.paragraphs += 1;
    isFirst = false;
    const place = { paragraph: walk.paragraphs };
    const list = level !== undefined && heading === undefined ? { list: { level, marker: '-' } } : {};
    walk.blocks.push({ kind: 'paragraph', place, text, earlier, ...(heading !== undefined && { heading }), ...list });
  }
}

function linesOf(paragraph: Element, walk: Walk): RawLine[] {
  const { struck, deleted } = walk;
  const lines: Run[][] = [[]];
  const gather = (element: Element, isStruck: boolean): void => {
    for (const node of element.children) {
      if (!isElement(node)) lines.at(-1)?.push({ text: node.replace(/\s+/g, ' '), isStruck });
      else if (node.name === 'line-break') lines.push([]);
      else if (node.name === 's') lines.at(-1)?.push({ text: ' ', isStruck });
      else if (node.name === 'tab') lines.at(-1)?.push({ text: '\t', isStruck });
      else if (node.name === 'change')
        lines.at(-1)?.push({ text: deleted.get(node.attributes['change-id'] ?? '') ?? '', isStruck: true });
      else if (node.name === 'annotation') walk.comments.push(commentOf(node));
      else if (!['note', 'tracked-changes'].includes(node.name)) {
        gather(node, isStruck || struck.has(node.attributes['style-name'] ?? ''));
      }
    }
  };
  gather(paragraph, struck.has(paragraph.attributes['style-name'] ?? ''));
  return lines.map((runs) => ({ runs }));
}

const commentOf = (annotation: Element) =>
  elementsIn(annotation)
    .filter(({ name }) => name === 'p' || name === 'list')
    .map(textIn)
    .join('\n');

const MOST_REPEATED = 200;
const times = (element: Element, name: string) =>
  Math.min(Math.max(Number(element.attributes[name] ?? 1), 1), MOST_REPEATED);

function tableIn(node: Element, walk: Walk): void {
  walk.tables += 1;
  const table = walk.tables;
  const origins = new Map<number, { row: number; column: number; until: number }>();
  const headers = new Set(elementsIn(node).flatMap((part) => (part.name === 'table-header-rows' ? rowsIn(part) : [])));
  const rows = rowsIn(node).map((tr, row): SourceRow => {
    const place = { table, row: row + 1 };
    const cells: SourceCell[] = [];
    for (const td of elementsIn(tr)) {
      if (td.name !== 'table-cell' && td.name !== 'covered-table-cell') continue;
      for (let count = times(td, 'number-columns-repeated'); count > 0; count -= 1) {
        const column = cells.length;
        const at = { ...place, column: column + 1 };
        const above = origins.get(column);
        if (td.name === 'covered-table-cell') {
          const partOf = above && above.until >= row ? { row: above.row, column: above.column } : { row, column: 0 };
          cells.push(plainCell(at, '', { partOf }));
          continue;
        }
        const rows = times(td, 'number-rows-spanned');
        const columns = times(td, 'number-columns-spanned');
        for (let next = column; next < column + columns; next += 1)
          origins.set(next, { row, column, until: row + rows - 1 });
        const merge = rows > 1 || columns > 1 ? { merge: { rows, columns } } : {};
        walk.comments = [];
        const content = contentOf(td, walk);
        const comment = walk.comments.length > 0 ? { comment: walk.comments.join('\n') } : {};
        cells.push(cellOf(at, content, { ...merge, ...comment }));
      }
    }
    return { place, cells, ...(headers.has(tr) && { isHeader: true as const }) };
  });
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const dense = rows.map((row) => ({
    ...row,
    cells: Array.from({ length: width }, (_, at) => row.cells[at] ?? plainCell({ ...row.place, column: at + 1 }, '')),
  }));
  const found: SourceTable = { kind: 'table', place: { table }, rows: dense };
  if (dense.length > 0) walk.blocks.push(found);
}

function rowsIn(table: Element): readonly Element[] {
  return elementsIn(table).flatMap((node) => {
    if (node.name === 'table-row') return [node];
    return ['table-header-rows', 'table-rows', 'table-row-group'].includes(node.name) ? rowsIn(node) : [];
  });
}

function contentOf(cell: Element, walk: Walk, level = -1): RawLine[] {
  return elementsIn(cell).flatMap((node): RawLine[] => {
    if (node.name === 'p' || node.name === 'h') {
      const list = level >= 0 ? { list: { level, marker: '-' } } : {};
      return linesOf(node, walk).map((line) => ({ ...line, ...list }));
    }
    // A table within the cell becomes lines of it, its cells parted by tabs.
    if (node.name === 'table') return rowsIn(node).map((row) => ({ runs: cellsOf(row, walk) }));
    if (node.name === 'list') return contentOf(node, walk, level + 1);
    return node.name === 'list-item' ? contentOf(node, walk, level) : [];
  });
}

const cellsOf = (row: Element, walk: Walk): Run[] =>
  elementsIn(row).flatMap((cell, index) => [
    ...(index > 0 ? [{ text: '\t' }] : []),
    ...contentOf(cell, walk).flatMap(({ runs }) => runs),
  ]);
