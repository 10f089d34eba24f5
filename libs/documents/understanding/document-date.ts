import { type CalendarDate, readTimescale } from '#domain/index.js';
import type { ReadField } from '../model/items.js';
import type { Place } from '../model/place.js';
import { isTable, type SourceDocument } from '../model/source-document.js';
import type { UnderstandOptions } from '../model/understood.js';
import { FULL_DATE, MONTH_YEAR } from './date-texts.js';
import { field } from './gathering.js';

interface FoundPassage {
  readonly text: string;
  readonly place: Place;
}

const SAYS_SO =
  /\b(?:date|dated|as at|as of|position at|position as at|updated|compiled|issued|published|version|meeting (?:of|held)|minutes of|held on|sent|month ending|status at|last revised|prepared|adopted|approved (?:by|at|on)|today['’]?s|yesterday['’]?s|notes (?:of|from))\b/i;
const NOT_THIS = /\b(?:next|previous|last|due|review|by|until|expires?|deadline)\b/i;
/** "On 27 May 2020, Mo wrote:" dates what is quoted. */
const QUOTES = /\bwrote:\s*$/;
const LOOKED_AT = 30;

/** The day that a document says it is of: near its top, best with a word such as "updated". */
export function documentDateOf(
  document: SourceDocument,
  options: UnderstandOptions,
): ReadField<CalendarDate> | undefined {
  if (options.documentDate) {
    return field(options.documentDate, options.documentDate, {}, 'certain', 'Given with the document.');
  }
  const passages = beginning(document).filter(({ text }) => !QUOTES.test(text));
  const told = passages.filter(({ text }) => SAYS_SO.test(text));
  const alone = passages.filter(({ text }) => text.length <= 40 && !NOT_THIS.test(text));
  return (
    found(told, FULL_DATE, options, 'likely') ??
    found(alone, FULL_DATE, options, 'likely') ??
    found(told, MONTH_YEAR, options, 'likely') ??
    found(alone, MONTH_YEAR, options, 'likely') ??
    found(
      passages.filter(({ text }) => text.length <= 90 && !NOT_THIS.test(text)),
      FULL_DATE,
      options,
      'doubtful',
    )
  );
}

function found(
  passages: readonly FoundPassage[],
  pattern: RegExp,
  { today }: UnderstandOptions,
  sure: 'likely' | 'doubtful',
): ReadField<CalendarDate> | undefined {
  for (const { text, place } of passages) {
    for (const [words] of text.matchAll(pattern)) {
      const { earliest } = readTimescale(words, { documentDate: today });
      if (earliest) return field(earliest, text, place, sure, `The document says "${words}" near its top.`);
    }
  }
  return undefined;
}

function beginning(document: SourceDocument): readonly FoundPassage[] {
  const passages: FoundPassage[] = [];
  const isWorkbook = document.blocks.some((block) => isTable(block) && block.sheet !== undefined);
  for (const block of document.blocks.slice(0, LOOKED_AT)) {
    if (!isTable(block)) {
      passages.push({ text: block.text, place: block.place });
      continue;
    }
    if (block.caption) passages.push({ text: block.caption, place: block.place });
    // Titles stand above the header: rows with a single text.
    for (const row of block.rows.slice(0, 6)) {
      const texts = row.cells.filter(({ text }) => text !== '');
      const isPair = texts.length === 2 && SAYS_SO.test(texts[0]?.text ?? '');
      if (texts.length !== 1 && !isPair) break;
      passages.push({ text: texts.map(({ text }) => text).join(' '), place: row.place });
    }
    // Each sheet of a workbook has a title of its own.
    if (!isWorkbook) break;
  }
  return passages;
}
