import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

const DOCS = new URL('../../../docs/', import.meta.url);
const GENERATED = /(?<=<!-- table -->\n)[\s\S]*(?=<!-- \/table -->)/;

/** The text of a page of `docs/`. */
export function readPage(name: string): string {
  return readFileSync(new URL(name, DOCS), 'utf8');
}

/** Compares what stands between `<!-- table -->` and `<!-- /table -->` with what the code says; UPDATE_DOCS=1 writes it. */
export function expectPage(name: string, table: string): void {
  const page = readPage(name);
  const expected = page.replace(GENERATED, () => `${table}\n`);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(new URL(name, DOCS), expected);
  else expect(page).toBe(expected);
}

/** A table in Markdown. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
