import { isTable, type SourceDocument, type SourceTable } from '../model/source-document.js';

/** The texts of a table by rows; a part of a merged cell is `^`. */
export const textsOf = ({ rows }: SourceTable): readonly (readonly string[])[] =>
  rows.map(({ cells }) => cells.map(({ text, partOf }) => (partOf ? '^' : text)));

export function tableIn(document: SourceDocument, index = 0): SourceTable {
  const table = document.blocks.filter(isTable)[index];
  if (!table) throw new Error(`The document has no table ${index + 1}.`);
  return table;
}

export const paragraphsIn = ({ blocks }: SourceDocument): readonly string[] =>
  blocks.flatMap((block) => (isTable(block) ? [] : [block.text]));
