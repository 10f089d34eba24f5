import XLSX from '@e965/xlsx';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { asExported, isOwnHeader, neutralised, readDocument, understand } from '#documents/index.js';
import { csvOf } from './files/csv.js';
import { sheetsOf, xlsxOf } from './files/xlsx.js';
import { yamlOf } from './files/yaml.js';
import { kind as actions } from './kinds/actions.js';
import type { ExportRow } from './model/columns.js';
import { sheetOf, text } from './model/columns.js';
import { headingsWithMark, markOf } from './model/stands.js';

const AS_OF = { ledger: 'x', position: 9, number: 7, recordedAt: '2019-03-26T08:32:18.000Z' };
const HEADINGS = headingsWithMark(actions.headings, AS_OF);
const TODAY = '2019-06-01';

/** What makes spreadsheets and readers of tables stumble, among any words. */
const TROUBLE = [
  '=1+1',
  "'=x",
  '+44',
  '-',
  '@SUM(A1)',
  'a;b;c',
  '"',
  'n/a',
  'as above',
  '1. One\n2. Two',
  '  two  blanks ',
  'Total',
  '<b>&amp;',
  '_x0041_',
  ', ',
  'yes',
  '2019-03-31',
  '\u00a0',
  'null',
  '~',
  '# no comment',
  ': x',
];
const words = fc
  .array(fc.oneof(fc.constantFrom(...TROUBLE), fc.string({ unit: 'grapheme', maxLength: 8 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' '))
  // What no text of the ledger can hold.
  .filter(
    (each) => each.trim() !== '' && !/[\p{Cc}\p{Cn}\p{Cs}\p{Co}\ufeff\ufffe\uffff]/u.test(each.replaceAll('\n', '')),
  );

interface Said {
  readonly title: string;
  readonly description: string;
  readonly timescale: string;
}

const row = ({ title, description, timescale }: Said, index: number): ExportRow => {
  const values: Readonly<Record<string, string | number>> = {
    Reference: `SMI-A${index}`,
    Programme: 'SMI',
    Action: title,
    Description: description,
    Lead: 'CCG',
    Status: 'planned',
    Timescale: timescale,
  };
  return actions.headings.map(({ heading }) => values[heading] ?? null);
};

async function* one<Page>(page: Page): AsyncGenerator<Page, void> {
  yield page;
}

async function bytesOf(body: AsyncIterable<string | Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

async function readAgain(file: Buffer, name: string): Promise<readonly Said[]> {
  const { items } = understand(await readDocument(file, name), { today: TODAY });
  return items.flatMap((item) =>
    item.kind === 'action'
      ? [
          {
            title: item.title.value,
            description: item.description[0]?.value ?? '',
            timescale: item.promises[0]?.value ?? '',
          },
        ]
      : [],
  );
}

const said = fc.array(fc.record({ title: words, description: words, timescale: words }), {
  minLength: 1,
  maxLength: 6,
});
const marked = (rows: readonly Said[]) => rows.map((each, index) => [...row(each, index), ...markOf(AS_OF)]);

describe('what is exported is read again to the letter', () => {
  it.each([
    ['csv', (rows: readonly Said[]) => csvOf(HEADINGS, one(marked(rows)), false)],
    ['csv with its mark', (rows: readonly Said[]) => csvOf(HEADINGS, one(marked(rows)), true)],
    ['xlsx', (rows: readonly Said[]) => xlsxOf(sheetsOf('Actions', HEADINGS, one(marked(rows))))],
    ['yaml', (rows: readonly Said[]) => yamlOf('Actions', AS_OF, one(actions.yaml?.(rows.map(row)) ?? []))],
  ] as const)('from %s', async (format, write) => {
    const extension = format.split(' ')[0];
    await fc.assert(
      fc.asyncProperty(said, async (rows) => {
        expect(await readAgain(await bytesOf(write(rows)), `actions.${extension}`)).toEqual(rows);
      }),
      { numRuns: 40 },
    );
  });

  it('and no text of it is a formula to a spreadsheet, by another reader too', async () => {
    await fc.assert(
      fc.asyncProperty(said, async (rows) => {
        const csv = String(await bytesOf(csvOf(HEADINGS, one(marked(rows)), false)));
        const cells = parse(csv)
          .slice(1)
          .flatMap((each) => each.slice(0, -3));
        expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
        const book = XLSX.read(await bytesOf(xlsxOf(sheetsOf('Actions', HEADINGS, one(marked(rows))))));
        const sheet = book.Sheets.Actions ?? {};
        const read = XLSX.utils.sheet_to_json<Record<string, string>>(sheet, { raw: true });
        expect(read.map((each) => each.Action?.replaceAll('\r\n', '\n'))).toEqual(rows.map(({ title }) => title));
        expect(Object.values(sheet).filter((cell) => typeof cell === 'object' && cell !== null && 'f' in cell)).toEqual(
          [],
        );
      }),
      { numRuns: 20 },
    );
  });

  it('where a text is neutralised, also one that begins so already', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', ' ') }), (each) => {
        expect(asExported(neutralised(each))).toBe(each);
        expect(neutralised(each)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

describe('a workbook', () => {
  const headings = sheetOf<string>([text('Name', (name) => name)]).headings;

  it('goes on in another sheet where one holds no more rows', async () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map((name) => [[name]]);
    async function* pages() {
      yield* rows;
    }
    const book = XLSX.read(await bytesOf(xlsxOf(sheetsOf('Names', headings, pages(), 3))));
    expect(book.SheetNames.map((name) => XLSX.utils.sheet_to_csv(book.Sheets[name] ?? {}))).toEqual([
      'Name\na\nb',
      'Name\nc\nd',
      'Name\ne',
    ]);
  });
});

describe('an export', () => {
  it('takes pages as they are sent, and ends the question where its reader ends', async () => {
    for (const write of [
      (pages: AsyncIterable<readonly ExportRow[]>) => csvOf(HEADINGS, pages, false),
      (pages: AsyncIterable<readonly ExportRow[]>) => xlsxOf(sheetsOf('Actions', HEADINGS, pages)),
    ]) {
      let asked = 0;
      let isEnded = false;
      async function* endless() {
        try {
          for (;;) {
            asked += 1;
            yield Array.from({ length: 100 }, (_, index) =>
              row({ title: `${asked} ${Math.random()}`, description: `${Math.random()}`, timescale: 'TBC' }, index),
            );
          }
        } finally {
          isEnded = true;
        }
      }
      let pieces = 0;
      for await (const _ of write(endless())) {
        pieces += 1;
        if (pieces === 20) break;
      }
      const then = asked;
      expect(then).toBeLessThan(200);
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
      expect({ isEnded, asked }).toEqual({ isEnded: true, asked: then });
    }
  });

  it('is known by its header', () => {
    expect(isOwnHeader(HEADINGS.map(({ heading }) => heading))).toBe(true);
  });
});
