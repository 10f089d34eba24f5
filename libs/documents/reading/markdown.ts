import type { Token, Tokens } from 'marked';
import type { DocumentLimits } from '../model/limits.js';
import type { Block, SourceCell, SourceDocument, SourceTable } from '../model/source-document.js';
import type { Decoded } from './encoding.js';
import { readHtml } from './html.js';
import { linesIn } from './html-lines.js';
import { isElement } from './html-nodes.js';
import { cellOf, lineOf, type RawLine } from './rich.js';

type ToLines = (tokens: readonly Token[]) => readonly RawLine[];

export async function readMarkdown(decoded: Decoded, name: string, limits: DocumentLimits): Promise<SourceDocument> {
  const [{ lexer, Parser }, { parseFragment }] = await Promise.all([import('marked'), import('parse5')]);
  const toLines: ToLines = (tokens) => {
    const fragment = parseFragment(`<div>${Parser.parseInline([...tokens])}</div>`);
    const [div] = fragment.childNodes;
    return div && isElement(div) ? linesIn(div) : [];
  };
  const walk: Walk = { blocks: [], toLines, line: 1, tables: 0, paragraphs: 0 };
  for (const token of lexer(asLines(decoded.text.replace(/\r\n?/g, '\n')))) {
    if (token.type === 'html') await htmlIn(token, walk, decoded, limits);
    else blockOf(token, walk);
    walk.line += token.raw.split('\n').length - 1;
  }
  return { name, format: 'markdown', encoding: decoded.encoding, blocks: walk.blocks, notes: decoded.notes };
}

/** Notes have a sentence or an action on each line, which Markdown would join to one paragraph. */
const asLines = (text: string): string =>
  text
    .replace(/(?<=[.!?)\]])\n(?=[*_]{0,2}[A-Z])/g, '  \n')
    .replace(/\n(?=[*_]{0,2}(?:action|decision|agreed|resolved)s?\b[^|\n]*:)/gi, '  \n');

interface Walk {
  readonly blocks: Block[];
  readonly toLines: ToLines;
  line: number;
  tables: number;
  paragraphs: number;
}

async function htmlIn(token: Token, walk: Walk, decoded: Decoded, limits: DocumentLimits): Promise<void> {
  const { blocks } = await readHtml({ ...decoded, text: token.raw }, '', limits);
  for (const block of blocks) {
    if (block.kind === 'table') walk.tables += 1;
    else walk.paragraphs += 1;
    const line = walk.line + (block.place.line ?? 1) - 1;
    walk.blocks.push(
      block.kind === 'table'
        ? moved(block, walk.line - 1, walk.tables)
        : { ...block, place: { line, paragraph: walk.paragraphs } },
    );
  }
}

function moved(table: SourceTable, lines: number, number: number): SourceTable {
  const shift = <Placed extends { readonly place: SourceCell['place'] }>(one: Placed): Placed => ({
    ...one,
    place: { ...one.place, table: number, ...(one.place.line && { line: one.place.line + lines }) },
  });
  const rows = table.rows.map((row) => shift({ ...row, cells: row.cells.map(shift) }));
  return shift({ ...table, rows });
}

function blockOf(token: Token, walk: Walk): void {
  if (token.type === 'heading')
    paragraphOf(token as Tokens.Heading, walk, { heading: (token as Tokens.Heading).depth });
  else if (token.type === 'paragraph' || token.type === 'text') paragraphOf(token as Tokens.Paragraph, walk, {});
  else if (token.type === 'list') listOf(token as Tokens.List, walk, 0, walk.line);
  else if (token.type === 'table') tableOf(token as Tokens.Table, walk);
  else if (token.type === 'blockquote') for (const inner of (token as Tokens.Blockquote).tokens) blockOf(inner, walk);
  else if (token.type === 'code') codeOf(token as Tokens.Code, walk);
}

type Extras = Pick<Extract<Block, { kind: 'paragraph' }>, 'heading' | 'list'>;

interface Passage {
  readonly tokens?: Token[];
  readonly raw?: string;
}

function paragraphOf({ tokens = [], raw: whole = '' }: Passage, walk: Walk, extras: Extras, from = walk.line): void {
  const lines = walk.toLines(tokens);
  const pieces = whole.trimEnd().split(/(?<= {2,}\n)/);
  const isAligned = pieces.length === lines.length;
  let next = from;
  for (const [index, raw] of lines.entries()) {
    const line = isAligned ? next : from;
    next += (pieces[index]?.split('\n').length ?? 1) - 1;
    const { text, earlier } = lineOf(raw);
    if (text === '' && earlier.length === 0) continue;
    walk.paragraphs += 1;
    const place = { line, paragraph: walk.paragraphs };
    walk.blocks.push({ kind: 'paragraph', place, text, earlier, ...extras });
  }
}

function listOf(list: Tokens.List, walk: Walk, level: number, from: number): void {
  let line = from;
  for (const [index, item] of list.items.entries()) {
    const marker = list.ordered ? `${Number(list.start || 1) + index}.` : '-';
    const own = item.tokens.filter(({ type }) => type !== 'list' && type !== 'checkbox' && type !== 'space');
    const inline = own.flatMap((token) => ('tokens' in token && token.tokens ? token.tokens : [token]));
    const box = item.task ? [boxOf(item.checked === true)] : [];
    paragraphOf({ tokens: [...box, ...inline] }, walk, { list: { level, marker } }, line);
    let inner = line + (own[0]?.raw.trimEnd().split('\n').length ?? 1);
    for (const token of item.tokens) {
      if (token.type !== 'list') continue;
      listOf(token as Tokens.List, walk, level + 1, inner);
      inner += token.raw.split('\n').length;
    }
    line += item.raw.replace(/\n$/, '').split('\n').length;
  }
}

function boxOf(isTicked: boolean): Token {
  const text = isTicked ? '[x] ' : '[ ] ';
  return { type: 'text', raw: text, text };
}

function codeOf({ text }: Tokens.Code, walk: Walk): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    walk.paragraphs += 1;
    const place = { line: walk.line + index, paragraph: walk.paragraphs };
    walk.blocks.push({ kind: 'paragraph', place, text: line.trim(), earlier: [] });
  }
}

function tableOf({ header, rows }: Tokens.Table, walk: Walk): void {
  walk.tables += 1;
  const table = walk.tables;
  const from = walk.line;
  const row = (cells: readonly Tokens.TableCell[], index: number) => {
    const place = { table, row: index + 1, line: from + (index === 0 ? 0 : index + 1) };
    return {
      place,
      cells: cells.map(({ tokens }, column) => cellOf({ ...place, column: column + 1 }, walk.toLines(tokens))),
      ...(index === 0 && { isHeader: true as const }),
    };
  };
  walk.blocks.push({ kind: 'table', place: { table, line: from }, rows: [header, ...rows].map(row) });
}
