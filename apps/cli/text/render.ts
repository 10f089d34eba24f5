import { inOneLine } from './visible-text.js';

export const LABEL = 'Illustrative data';
export const SHORT_FOOTER = 'Times are in UTC. --json has all of it.';

const WIDEST = 60;
const LONGEST = 120;
const INDENT = '  ';

export function rendered(answer: object): string {
  return linesOf(answer).join('\n');
}

function linesOf(value: object): string[] {
  return Object.entries(value).flatMap(([name, inner]) => fieldLines(wordsOf(name), inner));
}

function fieldLines(name: string, value: unknown): string[] {
  if (isPlain(value)) return [`${name}: ${plain(value)}`];
  const short = fewFields(value);
  if (short !== undefined) return [`${name}: ${short}`];
  if (!Array.isArray(value)) return [`${name}:`, ...indented(linesOf(value as object))];
  const rows = value as readonly object[];
  if (rows.every(isRow)) return [`${name} (${rows.length}):`, ...indented(tableOf(rows))];
  return [`${name} (${rows.length}):`, ...rows.flatMap(blockOf)];
}

function blockOf(value: object): string[] {
  const lines = isPlain(value) ? [plain(value)] : linesOf(value);
  return lines.map((line, index) => `${INDENT}${index === 0 ? '- ' : '  '}${line}`);
}

function tableOf(rows: readonly object[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) =>
    rows.some((row) => cellText(row, column) !== '-'),
  );
  const cells = [columns.map(wordsOf), ...rows.map((row) => columns.map((column) => cut(cellText(row, column))))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => (line[at] as string).length)));
  return cells.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] as number))
      .join(INDENT)
      .trimEnd(),
  );
}

const cellText = (row: object, column: string) => plain((row as Record<string, unknown>)[column]);
export const cut = (text: string, widest = WIDEST) => (text.length > widest ? `${text.slice(0, widest - 1)}…` : text);
export const indented = (lines: readonly string[]) => lines.map((line) => INDENT + line);

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((each) => typeof each !== 'object' || each === null);
  return typeof value !== 'object' || value === null;
}

function fewFields(value: unknown): string | undefined {
  if (!isRow(value)) return undefined;
  const parts = Object.entries(value as object).flatMap(([name, each]) =>
    plain(each) === '-' ? [] : [`${wordsOf(name)} ${plain(each)}`],
  );
  const line = parts.join(', ') || '-';
  return line.length > LONGEST ? undefined : line;
}

const isRow = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isPlain);

export function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ') || '-';
  if (value === null || value === undefined || value === '') return '-';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : inOneLine(String(value));
}

export { inOneLine };

export const wordsOf = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
