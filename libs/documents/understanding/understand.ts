import type { CalendarDate } from '#domain/index.js';
import { readTimescale } from '#domain/index.js';
import { isTable, type SourceDocument } from '../model/source-document.js';
import type { UnderstandOptions, Understood } from '../model/understood.js';
import { areasOf } from './areas.js';
import { AMERICAN, BRITISH, FULL_DATE } from './date-texts.js';
import { documentDateOf } from './document-date.js';
import { ask, type DateOfDocument, type Gathering } from './gathering.js';
import { rowText } from './grid.js';
import { headerOf } from './header-rows.js';
import { askHiddenSheet, isLeftOut } from './hidden-sheets.js';
import { CLOSED } from './outside-rows.js';
import { understandOwn } from './own-export.js';
import { peopleIn } from './people.js';
import { addProgramme } from './programmes.js';
import { readPromises } from './promised-in-prose.js';
import { readProse } from './prose.js';
import { legendIn } from './ratings.js';
import { isRepeatedTable, repeatedIn } from './repeated.js';
import { readTable } from './tables.js';

/** Pure: the same document and options are always understood alike. */
export function understand(document: SourceDocument, options: UnderstandOptions): Understood {
  const own = understandOwn(document, options);
  if (own) return own;
  const documentDate = documentDateOf(document, options);
  const dated: DateOfDocument = documentDate
    ? { date: documentDate.value, isKnown: true }
    : { date: datesWithin(document, options) ?? options.today, isKnown: false };
  const financialYear = documentDate ? undefined : FINANCIAL_YEAR.exec(titleOf(document).title ?? '')?.[0];
  const gathering: Gathering = {
    document,
    ...(financialYear !== undefined && { financialYear }),
    options,
    dated,
    people: peopleIn(document),
    legend: legendIn(document),
    dateOrder: dateOrderIn(document),
    readings: new Map(),
    names: new Map(),
    items: [],
    accounts: [],
    questions: [],
    tables: [],
    programmes: [],
  };
  if (!documentDate) askDate(gathering);
  const isRepeated = repeatedIn(document);
  const programmes = areasOf(document, gathering, isRepeated);
  const sheets = document.blocks.filter((block) => isTable(block) && block.sheet !== undefined).length;
  for (const [index, block] of document.blocks.entries()) {
    if (!isTable(block)) continue;
    const before = gathering.tables.length;
    // Small tables of actions repeat their header too.
    const isFurniture = headerOf(block).first < 0 && isRepeatedTable(block.rows.map(rowText), isRepeated);
    const programme = programmes.get(index);
    if (block.isHiddenSheet && isLeftOut(block, gathering)) continue;
    const first = gathering.items.length;
    readTable(
      block,
      { isFurniture, isClosed: isUnderClosed(document, index), ...(programme && { programme }) },
      gathering,
    );
    if (block.isHiddenSheet) askHiddenSheet(block, first, gathering);
    nameSheet(block.sheet, sheets, before, gathering);
  }
  readProse(document.blocks, programmes, isRepeated, gathering);
  readPromises(document, gathering);
  return {
    ...titleOf(document),
    ...(documentDate && { documentDate }),
    people: gathering.people,
    programmes: gathering.programmes,
    items: gathering.items,
    tables: gathering.tables,
    questions: gathering.questions,
    accounts: gathering.accounts,
  };
}

function isUnderClosed({ blocks }: SourceDocument, index: number): boolean {
  const [block, before] = [blocks[index], blocks[index - 1]];
  const sheet = block && isTable(block) ? block.sheet : undefined;
  return CLOSED.test(before && !isTable(before) ? before.text : (sheet ?? ''));
}

/** "Live actions" is no programme: it says how its rows stand. */
const STANDS = /^(?:closed|completed?|live|open|current|archived?|outstanding|new)\b/i;

/** Where several sheets hold actions, each is a programme. */
function nameSheet(sheet: string | undefined, sheets: number, table: number, gathering: Gathering): void {
  if (sheet === undefined || sheets < 2 || STANDS.test(sheet) || gathering.tables[table]?.kind !== 'actions') return;
  const others = gathering.tables.filter(({ kind, place }) => kind === 'actions' && place.sheet !== sheet);
  const isOne = others.length === 0 && !isCountedAgain(gathering, sheet);
  if (isOne) return;
  for (const [at, item] of gathering.items.entries()) {
    if (item.place.sheet !== sheet || item.programme) continue;
    const programme = addProgramme(gathering, {
      name: sheet,
      place: { sheet },
      sure: 'likely',
      why: 'The name of its sheet.',
    });
    gathering.items[at] = { ...item, programme };
  }
}

/** Whether another sheet still to be read has a table of its own with as many columns. */
function isCountedAgain({ document }: Gathering, sheet: string): boolean {
  const tables = document.blocks.filter(isTable);
  const width = tables.find((table) => table.sheet === sheet)?.rows[0]?.cells.length ?? 0;
  return tables.some(
    (table) => table.sheet !== sheet && table.rows[0]?.cells.length === width && table.rows.length > 2,
  );
}

/** "Title: Recovery plan" */
const TITLED = /^Title:\s*(.{3,120}?)(?:\s+(?:Date|Author|Version):.*)?$/i;
const LONGEST_TITLE = 200;
const GREETING = /^(?:hi|hello|dear|hey|good (?:morning|afternoon|evening)|thanks|thank you|from|to|cc|sent|date)\b/i;

const FINANCIAL_YEAR = /\b20\d\d\/\d\d\b/;

/** A sheet that tells how to use the others. */
const GUIDE =
  /^(?:read ?me|instructions?|guid(?:e|ance).*|how to.*|cover|contents|legend|key|notes?|lists?|look ?ups?|version.*|drop ?downs?)$/i;

function titleOf({ blocks }: SourceDocument): Pick<Understood, 'title'> {
  const subject = blocks
    .slice(0, 8)
    .flatMap((block) => (isTable(block) ? [] : (/^Subject:\s*(.+)$/i.exec(block.text)?.[1] ?? [])))[0];
  if (subject) return { title: subject };
  const named = blocks.slice(0, 3).flatMap((block) => (isTable(block) ? [] : (TITLED.exec(block.text)?.[1] ?? [])))[0];
  if (named) return { title: named };
  const heading = blocks
    .slice(0, 6)
    .find(
      (block) =>
        !isTable(block) &&
        block.list === undefined &&
        block.text.length > 3 &&
        block.text.length <= LONGEST_TITLE &&
        !GREETING.test(block.text),
    );
  // What stands far to the right on the line of a title is beside it.
  if (heading && !isTable(heading)) return { title: heading.text.split(/\s{4,}/)[0] ?? heading.text };
  const tables = blocks.filter(isTable);
  const table = tables.find(({ sheet }) => sheet === undefined || !GUIDE.test(sheet)) ?? tables[0];
  if (table?.caption) return { title: table.caption };
  const first = table?.rows[0]?.cells.filter(({ text }) => text !== '') ?? [];
  return first.length === 1 && first[0] ? { title: first[0].text } : {};
}

function askDate(gathering: Gathering): void {
  const { dated, options } = gathering;
  const isFound = dated.date !== options.today;
  const said = isFound ? ` Its dates begin in ${dated.date.slice(0, 4)}, which is taken for those without a year.` : '';
  ask(gathering, 'document-date', {}, `It does not say of what day it is.${said} Give its date.`, [], []);
}

/** The earliest day with a year in the document: what days without one are near to. */
function datesWithin(document: SourceDocument, { today }: UnderstandOptions): CalendarDate | undefined {
  const found: CalendarDate[] = [];
  const add = (text: string) => {
    for (const [words] of text.matchAll(FULL_DATE)) {
      const { earliest } = readTimescale(words, { documentDate: today });
      if (earliest) found.push(earliest);
    }
  };
  for (const block of document.blocks) {
    if (!isTable(block)) add(block.text);
    else {
      for (const { cells } of block.rows.slice(0, 200)) {
        for (const { text, date } of cells) {
          if (date) found.push(date);
          else if (text.length < 60) add(text);
        }
      }
    }
  }
  return found.sort()[0];
}

/** Days that are written in words, or lie above the twelfth, tell the order of the others. */
function dateOrderIn({ blocks }: SourceDocument): Gathering['dateOrder'] {
  const texts = blocks.flatMap((block) =>
    isTable(block)
      ? block.rows.flatMap(({ cells }) =>
          cells.flatMap(({ text, earlier }) => (text.length > 60 ? earlier : [text, ...earlier])),
        )
      : [block.text],
  );
  const [isAmerican, isBritish] = [AMERICAN, BRITISH].map((pattern) => texts.some((text) => pattern.test(text)));
  if (isAmerican === isBritish) return undefined;
  return isAmerican ? 'month-first' : 'day-first';
}
