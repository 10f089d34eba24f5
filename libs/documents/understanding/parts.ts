import type { CellLine, SourceCell } from '../model/source-document.js';

const LABEL = /^\s*\(?([a-z]|\d{1,2}|[ivx]{1,4})[.)]\s+/i;

export interface CellPart {
  readonly label?: string;
  readonly text: string;
}

export interface Parts {
  /** What stands before the parts. */
  readonly lead: string;
  readonly parts: readonly CellPart[];
}

/** The parts that a cell lists: lettered or numbered lines, or items of a list, at least two. */
export function partsOf(cell: SourceCell): Parts | undefined {
  const lines = cell.lines.filter(({ text }) => text !== '');
  const isPart = lines.map(
    (line) => line.list !== undefined || LABEL.test(line.text) || /^\s*[•▪●◦*–-]\s/.test(line.text),
  );
  const count = isPart.filter(Boolean).length;
  if (count < 2) return undefined;
  const first = isPart.indexOf(true);
  const lead = lines
    .slice(0, first)
    .map(({ text }) => text)
    .join(' ');
  const parts: CellPart[] = [];
  for (const [index, line] of lines.slice(first).entries()) {
    if (isPart[first + index]) parts.push(partOf(line));
    else if (parts.length > 0) {
      const last = parts.pop() as CellPart;
      parts.push({ ...last, text: `${last.text} ${line.text}` });
    }
  }
  return { lead, parts };
}

function partOf({ text }: CellLine): CellPart {
  const label = LABEL.exec(text)?.[1]?.toLowerCase();
  const own = text
    .replace(LABEL, '')
    .replace(/^\s*[•▪●◦*–-]\s*/, '')
    .trim();
  return label ? { label, text: own } : { text: own };
}

/** Finds what cells say of each part, by label ("a) done"), name ("audit: May") or line. */
export function ofParts(cells: readonly SourceCell[], parts: readonly CellPart[]): readonly (string | undefined)[] {
  const labelled = new Map<string, string>();
  const said: (readonly string[])[] = [];
  for (const cell of cells) {
    const lines = cell.lines.map(({ text }) => text).filter((text) => text !== '');
    for (const text of lines) {
      const label = LABEL.exec(text)?.[1]?.toLowerCase();
      if (label) labelled.set(label, text.replace(LABEL, '').trim());
    }
    for (const piece of cell.text.split(/\s*[;\n]\s*/)) {
      const [, name, rest] = /^([^:]{2,60}?)\s*(?::|\s[–-]\s)\s*(\S.*)$/.exec(piece) ?? [];
      if (name !== undefined && rest !== undefined) labelled.set(name.toLowerCase(), rest);
    }
    if (lines.length === parts.length) said.push(lines);
  }
  const found = parts.map(({ label, text }) => labelled.get(label ?? text.toLowerCase()));
  return found.some((one) => one !== undefined) ? found : parts.map((_, index) => said[0]?.[index]);
}

/** A text in as many pieces as another cell has lines, or undefined. */
export function inPieces(cell: SourceCell, count: number): readonly string[] | undefined {
  const lines = cell.lines.map(({ text }) => text).filter((text) => text !== '');
  if (lines.length === count) return lines;
  const pieces = cell.text
    .split(/\s*;\s*/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  if (pieces.length === count) return pieces;
  // What flattened the lines of a cell left a capital after a small letter.
  const sentences = cell.text.split(/(?<=[a-z)])\s+(?=[A-Z][a-z]+\s+[a-z])/);
  return lines.length <= 1 && sentences.length === count && count > 1 ? sentences : undefined;
}
