import type { ReadField, ReadStatus } from '../model/items.js';
import { isTable, type SourceCell, type SourceDocument, type SourceTable } from '../model/source-document.js';
import { field, type Legend } from './gathering.js';
import { ownTexts, widthOf } from './grid.js';
import { statusIn } from './statuses.js';

const COLOURS = ['red', 'amber', 'green', 'blue', 'white', 'grey', 'black', 'purple', 'yellow', 'orange'];
const COLOUR = `(?:${COLOURS.join('|')}|gray)`;
const SAID = new RegExp(`\\b(${COLOUR})\\s*(?:=|:|–|-|means|is)\\s*([^,;.|\\n]+)`, 'gi');
/** "G = on track, B = complete" */
const LETTER_SAID = /\b([RAGB])\s*=\s*([^,;.|\n]+)/g;
const ONLY = new RegExp(`^\\s*(${COLOUR})\\s*$`, 'i');
export const isColour = (text: string): boolean => ONLY.test(text);

const LETTERS: Readonly<Record<string, string>> = { r: 'red', a: 'amber', g: 'green', b: 'blue' };

const named = (word: string) => word.toLowerCase().replace('gray', 'grey');

/** What the colours mean, from a sheet or table of them, or a note such as "Blue = complete". */
export function legendIn({ blocks }: SourceDocument): Legend {
  const legend = new Map<string, string>();
  const add = (colour: string, meaning: string) => {
    if (!legend.has(named(colour)) && meaning.trim() !== '') legend.set(named(colour), meaning.trim());
  };
  const fromText = (text: string) => {
    for (const [, colour = '', meaning = ''] of text.matchAll(SAID)) add(colour, meaning);
    const letters = [...text.matchAll(LETTER_SAID)];
    if (letters.length < 2) return;
    for (const [, letter = '', meaning = ''] of letters) add(LETTERS[letter.toLowerCase()] ?? letter, meaning);
  };
  for (const block of blocks) {
    if (!isTable(block)) fromText(block.text);
    else if (isLegend(block)) {
      for (const row of block.rows) {
        const [first, second] = ownTexts(row);
        if (first && second && ONLY.test(first.text)) add(first.text.trim(), second.text);
      }
    } else for (const row of block.rows) if (ownTexts(row).length === 1) fromText(ownTexts(row)[0]?.text ?? '');
  }
  return legend;
}

/** A table of colours and their meanings. */
export function isLegend(table: SourceTable): boolean {
  const rows = table.rows.filter((row) => ownTexts(row).length > 0);
  const colours = rows.filter((row) => isMeaning(row)).length;
  return widthOf(table) <= 4 && rows.length <= 12 && colours >= 2 && colours >= rows.length - 2;
}

function isMeaning(row: SourceTable['rows'][number]): boolean {
  const [first, second] = ownTexts(row);
  return first !== undefined && second !== undefined && ONLY.test(first.text) && /[a-z]{3}/i.test(second.text);
}

/** The rating of a cell: its word, its letter, or else its colour. */
export function ratingOf(cell: SourceCell, legend: Legend): ReadField | undefined {
  const text = cell.text.trim();
  const letter = LETTERS[text.toLowerCase()];
  const word = letter ?? (new RegExp(`^(${COLOUR})\\b`, 'i').exec(text)?.[1] ?? '').toLowerCase();
  if (word !== '') {
    const why = letter ? `"${text}" stands for ${word}.` : 'The word in the cell.';
    return field(named(word), cell.text, cell.place, letter ? 'likely' : 'certain', why);
  }
  const colour = text === '' && cell.fill ? colourOf(cell.fill) : undefined;
  if (!colour || (colour === 'white' && !legend.has('white'))) return undefined;
  const meaning = legend.get(colour);
  const why = meaning
    ? `The cell is ${colour}, which the document says means "${meaning}".`
    : `The cell is ${colour}. The document does not say what that means.`;
  return field(colour, cell.text, cell.place, meaning ? 'certain' : 'likely', why);
}

/** "Green - on track" says both. */
export const withoutColour = (text: string) => text.replace(new RegExp(`^\\s*${COLOUR}\\b[\\s:;,.–—/-]*`, 'i'), '');

export const ratingMeans = ({ value }: ReadField, legend: Legend): ReadStatus | undefined => {
  const meanings = (legend.get(value) ?? '').split(/\s+or\s+|\s*\/\s*/).map(statusIn);
  // "Complete or on track" says neither.
  return new Set(meanings.filter((one) => one !== undefined)).size === 1 ? meanings.find((one) => one) : undefined;
};

/** The name of a colour by its hue. */
export function colourOf(hex: string): string | undefined {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most - least < 30) return most > 240 ? 'white' : undefined;
  const hue = hueOf(red, green, blue, most, most - least);
  if (hue < 18 || hue >= 335) return 'red';
  if (hue < 65) return 'amber';
  if (hue < 170) return 'green';
  return hue < 260 ? 'blue' : 'purple';
}

function hueOf(red: number, green: number, blue: number, most: number, range: number): number {
  if (most === red) return (((green - blue) / range + 6) % 6) * 60;
  return most === green ? ((blue - red) / range + 2) * 60 : ((red - green) / range + 4) * 60;
}
