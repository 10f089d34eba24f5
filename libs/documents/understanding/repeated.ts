import { isTable, type SourceDocument } from '../model/source-document.js';
import { rowText } from './grid.js';

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '');

/** Headers and footers of pages: lines that a document repeats, also where a page cut them in pieces. */
export function repeatedIn({ blocks }: SourceDocument): (text: string) => boolean {
  const counts = new Map<string, number>();
  // Rows of one table that differ in figures only are no repetition.
  const count = (...texts: readonly string[]) => {
    for (const key of new Set(texts.map(letters))) {
      if (key.length >= 4) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  };
  for (const block of blocks) {
    if (!isTable(block)) {
      if (!block.list && block.text.length <= 80) count(block.text);
    } else if (block.rows.length <= 4) count(...block.rows.map(rowText));
  }
  const repeated = new Set([...counts].filter(([, times]) => times > 1).map(([key]) => key));
  const all = [...repeated];
  return (text) => {
    const key = letters(text);
    if (repeated.has(key)) return true;
    // A line of several repeated ones.
    const found = all.filter((one) => one.length >= 6 && key.includes(one));
    return found.length > 1 && found.join('').length >= key.length * 0.6;
  };
}

/** A table made of the pieces of such lines. */
export const isRepeatedTable = (texts: readonly string[], isRepeated: (text: string) => boolean): boolean => {
  const filled = texts.filter((text) => text !== '');
  const hits = filled.filter(isRepeated).length;
  return filled.length <= 5 && hits > 0 && hits >= filled.length * 0.5;
};
