import { fail } from '../model/failure.js';
import type { DocumentLimits } from '../model/limits.js';
import type { Block, Note, SourceDocument } from '../model/source-document.js';
import { type Lists, listOf, readLists } from './docx-lists.js';
import { type Comments, type DocxParts, runsOf, type TextBox } from './docx-runs.js';
import { tableOf } from './docx-table.js';
import { lineOf } from './rich.js';
import { child, type Element, elementsIn, parseXml, textIn } from './xml.js';
import { type Container, unpack } from './zip.js';

const KEPT = /^word\/(?:document\d*|styles|numbering|comments)\.xml$/;

export async function readDocx(bytes: Uint8Array, name: string, limits: DocumentLimits): Promise<SourceDocument> {
  const container = await unpack(bytes, (entry) => KEPT.test(entry), limits);
  const main = container.names.find((entry) => /^word\/document\d*\.xml$/.test(entry));
  const content = main === undefined ? undefined : container.file(main);
  if (main === undefined || !content) {
    fail('document-truncated', 'The Word file has no text in it. Save it anew from Word.', {
      reason: 'no document.xml',
    });
  }
  const root = await parseXml(content, main, limits);
  const notes: Note[] = [];
  if (container.names.some((entry) => /vbaProject/i.test(entry))) {
    notes.push({ code: 'macros', text: 'The document holds macros. They were not run.' });
  }
  const parts: DocxParts = {
    comments: await commentsOf(container, limits),
    headings: await headingsOf(container, limits),
    notes,
    limits,
  };
  const lists = await readLists(container, limits);
  const body = child(root, 'document', 'body');
  if (!body) fail('document-truncated', 'The Word file has no body. Save it anew from Word.', { reason: 'no body' });
  const walk: Walk = { parts, lists, blocks: [], tables: 0, paragraphs: 0 };
  blocksIn(body, walk);
  return { name, format: 'docx', blocks: walk.blocks, notes };
}

interface Walk {
  readonly parts: DocxParts;
  readonly lists: Lists;
  readonly blocks: Block[];
  tables: number;
  paragraphs: number;
}

const WRAPPERS = new Set(['sdt', 'sdtContent', 'ins', 'del', 'moveTo', 'moveFrom', 'customXml', 'smartTag']);

function blocksIn(element: Element, walk: Walk): void {
  for (const node of elementsIn(element)) {
    if (node.name === 'p') paragraphIn(node, walk);
    else if (node.name === 'tbl') tableIn(node, walk);
    else if (WRAPPERS.has(node.name)) blocksIn(node, walk);
  }
}

function tableIn(node: Element, walk: Walk): void {
  walk.tables += 1;
  const boxes: TextBox[] = [];
  const table = tableOf(node, walk.tables, walk.parts, walk.lists, boxes);
  if (table.rows.length > 0) walk.blocks.push(table);
  for (const box of boxes) textBoxIn(box, walk);
}

function textBoxIn(box: TextBox, walk: Walk): void {
  walk.parts.notes.push({
    code: 'text-box',
    text: 'A text box was read after the paragraph that holds it.',
    place: { paragraph: walk.paragraphs + 1 },
  });
  blocksIn(box.content, walk);
}

function paragraphIn(node: Element, walk: Walk): void {
  walk.paragraphs += 1;
  const boxes: TextBox[] = [];
  const lines = runsOf(node, walk.parts, boxes);
  const properties = child(node, 'pPr');
  const heading = headingOf(properties, walk.parts);
  const list = heading === undefined ? listOf(properties, walk.lists) : undefined;
  const isBold = isAllBold(node);
  let isFirst = true;
  for (const raw of lines.raw) {
    const line = lineOf(raw);
    if (line.text === '' && line.earlier.length === 0) continue;
    if (!isFirst) walk.paragraphs += 1;
    isFirst = false;
    walk.blocks.push({
      kind: 'paragraph',
      place: { paragraph: walk.paragraphs },
      text: line.text,
      earlier: line.earlier,
      ...(heading !== undefined && { heading }),
      ...(list && { list }),
      ...(isBold && { isBold }),
    });
  }
  for (const box of boxes) textBoxIn(box, walk);
}

function headingOf(properties: Element | undefined, { headings }: DocxParts): number | undefined {
  const outline = child(properties, 'outlineLvl')?.attributes.val;
  if (outline !== undefined && Number(outline) < 9) return Number(outline) + 1;
  return headings.get(child(properties, 'pStyle')?.attributes.val ?? '');
}

function isAllBold(paragraph: Element): boolean {
  const runs = elementsIn(paragraph).filter((node) => node.name === 'r' && textIn(node).trim() !== '');
  return runs.length > 0 && runs.every((run) => isOn(child(run, 'rPr', 'b')));
}

const isOn = (element: Element | undefined) =>
  element !== undefined && !['0', 'false', 'none', 'off'].includes(element.attributes.val ?? '');

/** Styles by id, with the level of those that are headings. */
async function headingsOf(container: Container, limits: DocumentLimits): Promise<ReadonlyMap<string, number>> {
  const file = container.file('word/styles.xml');
  const found = new Map([1, 2, 3, 4, 5, 6].map((level) => [`Heading${level}`, level]));
  found.set('Title', 1);
  if (!file) return found;
  const styles = child(await parseXml(file, 'word/styles.xml', limits), 'styles');
  for (const style of styles ? elementsIn(styles) : []) {
    const id = style.attributes.styleId;
    const level = /^heading (\d)$/i.exec(child(style, 'name')?.attributes.val ?? '')?.[1];
    const outline = child(style, 'pPr', 'outlineLvl')?.attributes.val;
    if (id && level) found.set(id, Number(level));
    else if (id && outline !== undefined && Number(outline) < 9) found.set(id, Number(outline) + 1);
  }
  return found;
}

async function commentsOf(container: Container, limits: DocumentLimits): Promise<Comments> {
  const file = container.file('word/comments.xml');
  if (!file) return new Map();
  const comments = child(await parseXml(file, 'word/comments.xml', limits), 'comments');
  return new Map(
    (comments ? elementsIn(comments) : []).map((comment) => [comment.attributes.id ?? '', textIn(comment).trim()]),
  );
}
