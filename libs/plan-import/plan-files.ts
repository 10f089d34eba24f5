import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { asLine, wrongInLine } from '#domain/index.js';
import { type Aggregates, type PlannedCommand, readItem } from './plan-items.js';

export interface Plan {
  readonly ledger: string;
  readonly document: string;
  readonly commands: readonly PlannedCommand[];
}

const HEAD = ['ledger', 'document', 'occurredAt', 'files'];

/**
 * Reads a plan of YAML files, in the format of seeds/README.md.
 * Throws one error that lists every mistake with its file and line.
 */
export function readPlan(folder: string, aggregates: Aggregates): Plan {
  const mistakes: string[] = [];
  const head = readHead(folder, mistakes);
  const definedAt = new Map<string, string>();
  const commands = head.files.flatMap((file) => {
    const { root, at } = parseFile(folder, file, mistakes);
    const mistake = (node: unknown, message: string) => mistakes.push(`${at(node)}: ${message}`);
    const items = isMap(root) ? root.get('items') : undefined;
    if (isSeq(items))
      return items.items.flatMap((item) => readItem(item, { ...head, aggregates, definedAt, at, mistake }));
    if (root) mistake(root, 'must have a list named items');
    return [];
  });
  if (mistakes.length > 0) throw new Error(`The plan in ${folder} cannot be loaded:\n${mistakes.join('\n')}`);
  return { ledger: head.ledger, document: head.document, commands };
}

function readHead(folder: string, mistakes: string[]) {
  const { root, at } = parseFile(folder, 'plan.yaml', mistakes);
  const text = (path: string[]) => {
    const value = isMap(root) ? root.getIn(path) : undefined;
    const line = typeof value === 'string' ? asLine(value) : '';
    const wrong = line === '' ? undefined : wrongInLine(line);
    if (root && line === '') mistakes.push(`${at(root)}: must give ${path.join('.')} as text`);
    if (wrong) mistakes.push(`${at(root)}: ${path.join('.')} ${wrong}`);
    return line;
  };
  const keys = isMap(root) ? root.items.map(({ key }) => key) : [];
  for (const key of keys) {
    if (!HEAD.includes(String(key)))
      mistakes.push(`${at(key)}: unknown key ${key}; a plan may have ${HEAD.join(', ')}`);
  }
  const files = isMap(root) ? root.get('files') : undefined;
  if (root && !isSeq(files)) mistakes.push(`${at(root)}: must give files, a list of file names`);
  return {
    ledger: text(['ledger']),
    document: text(['document', 'file']),
    date: isMap(root) && root.hasIn(['document', 'date']) ? text(['document', 'date']) : undefined,
    occurredAt: isMap(root) && root.has('occurredAt') ? text(['occurredAt']) : undefined,
    files: isSeq(files) ? (files.toJSON() as unknown[]).map(String) : [],
  };
}

/** Root is null for an unreadable file; `mistakes` gets every error. */
export function parseFile(folder: string, file: string, mistakes: string[]) {
  const lines = new LineCounter();
  const at = (node: unknown) => `${file}:${lines.linePos((node as Node | null)?.range?.[0] ?? 0).line || 1}`;
  const text = textOf(join(folder, file));
  if (text === undefined) {
    mistakes.push(`${file}:1: cannot be read; check that it exists`);
    return { root: null, at };
  }
  const document = parseDocument(text, { lineCounter: lines, schema: 'core' });
  for (const { linePos, message } of document.errors) {
    mistakes.push(`${file}:${linePos?.[0].line ?? 1}: ${message.split('\n')[0]}`);
  }
  if (!document.contents) mistakes.push(`${file}:1: is empty`);
  return { root: document.errors.length > 0 ? null : (document.contents as Node | null), at };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
