import { read as readByOracle, utils } from '@e965/xlsx';
import { describe, expect, it } from '@jest/globals';
import { writeOds, writeXlsx } from 'hucre';
import { tableIn, textsOf } from '../testing/looking.js';
import { zipOf } from '../testing/packing.js';
import { readDocument } from './read-document.js';

const day = (year: number, month: number, date: number) => new Date(Date.UTC(year, month - 1, date));
const red = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FF0000' } } } as const;

describe('a workbook', () => {
  it.each(['1900', '1904'] as const)(
    'reads dates that count from %s, whatever their format shows',
    async (dateSystem) => {
      const cells = new Map([
        ['1,1', { value: day(2019, 3, 31), style: { numFmt: 'mmm-yy' } }],
        ['2,1', { value: day(2018, 6, 30), style: { numFmt: 'dd/mm/yyyy' } }],
      ]);
      const rows = [
        ['Action', 'Due'],
        ['Open', day(2019, 3, 31)],
        ['Close', day(2018, 6, 30)],
      ];
      const bytes = await writeXlsx({ dateSystem, sheets: [{ name: 'A', rows, cells }] });
      const { rows: read } = tableIn(await readDocument(bytes, 'plan.xlsx'));
      expect(read[1]?.cells[1]).toMatchObject({ date: '2019-03-31', text: 'Mar-19' });
      expect(read[2]?.cells[1]).toMatchObject({ date: '2018-06-30', text: '30/06/2018' });
      expect(read[2]?.cells[1]?.place).toEqual({ sheet: 'A', table: 1, row: 3, column: 2, cell: 'B3' });
    },
  );

  it('tells of hidden rows, columns and sheets, and keeps colours, comments, merges and stored values', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Tracker',
          rows: [
            ['Plan', null, null],
            ['1', 'Do', 2],
            ['2', 'Hide', 3],
            ['', 'Total', 5],
          ],
          cells: new Map([
            ['1,0', { value: '1', style: red }],
            ['1,1', { value: 'Do', comment: { text: 'Ask Ann', author: 'B' } }],
            ['3,2', { value: 5, formula: 'SUM(C2:C3)', formulaResult: 5 }],
          ]),
          merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 2 }],
          rowDefs: new Map([[2, { hidden: true }]]),
          columns: [{}, {}, { hidden: true }],
        },
        { name: 'Old', rows: [['x']], hidden: true },
      ],
    });
    const document = await readDocument(bytes, 'plan.xlsx');
    const found = tableIn(document);
    expect(textsOf(found)).toEqual([
      ['Plan', '^', '^'],
      ['1', 'Do', '2'],
      ['2', 'Hide', '3'],
      ['', 'Total', '5'],
    ]);
    expect(found.rows[1]?.cells[0]).toMatchObject({ fill: 'FF0000' });
    expect(found.rows[1]?.cells[1]).toMatchObject({ comment: 'Ask Ann' });
    expect(found.rows[3]?.cells[2]).toMatchObject({ formula: 'SUM(C2:C3)', number: 5 });
    expect(found.rows.map(({ isHidden }) => isHidden ?? false)).toEqual([false, false, true, false]);
    expect(document.notes.map(({ code }) => code)).toEqual(['hidden-column', 'hidden-row', 'hidden-sheet']);
  });

  it('keeps struck text of a cell and of a part of its text apart', async () => {
    const struck = { font: { strikethrough: true } };
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'A',
          rows: [
            ['a', 'b'],
            ['gone', 'x'],
          ],
          cells: new Map([
            ['1,0', { value: 'gone', style: struck }],
            ['1,1', { value: 'old new', richText: [{ text: 'old ', font: { strikethrough: true } }, { text: 'new' }] }],
          ]),
        },
      ],
    });
    const [first, second] = tableIn(await readDocument(bytes, 'a.xlsx')).rows[1]?.cells ?? [];
    expect(first).toMatchObject({ text: '', earlier: ['gone'] });
    expect(second).toMatchObject({ text: 'new', earlier: ['old'] });
  });

  it('reads the same values as another library', async () => {
    const rows = [
      ['Ref', 'Action', 'Done'],
      ['007', 'Keep the noughts', 0.5],
      ['1E5', '=not a formula', 12],
      ['', 'Café – “quoted”', null],
    ];
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows }] });
    const sheet = readByOracle(bytes).Sheets.A;
    const oracle = sheet && utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: '' });
    const own = tableIn(await readDocument(bytes, 'a.xlsx')).rows.map(({ cells }) =>
      cells.map(({ text, number }) => number ?? text),
    );
    expect(own).toEqual(oracle);
  });

  it('reads an OpenDocument sheet', async () => {
    const bytes = await writeOds({
      sheets: [
        {
          name: 'B',
          rows: [
            ['Action', 'Due'],
            ['Open', day(2019, 3, 31)],
          ],
        },
      ],
    });
    const document = await readDocument(bytes, 'plan.ods');
    expect(document.format).toBe('ods');
    expect(tableIn(document).rows[1]?.cells[1]).toMatchObject({ date: '2019-03-31' });
  });
});

describe('an OpenDocument text', () => {
  it('reads headings, lists, merged cells and struck text', async () => {
    const content = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s">
<office:automatic-styles><style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>
<office:body><office:text><text:h text:outline-level="2">Estates</text:h>
<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>May</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row><table:table-cell><text:p>Open</text:p></table:table-cell><table:table-cell><text:p><text:span text:style-name="T1">1 May</text:span> 1 June</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>`;
    const bytes = await zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': content });
    const document = await readDocument(bytes, 'plan.odt');
    expect(document.format).toBe('odt');
    expect(document.blocks.slice(0, 3)).toMatchObject([
      { text: 'Estates', heading: 2 },
      { text: 'one', list: { level: 0 } },
      { text: 'inner', list: { level: 1 } },
    ]);
    expect(textsOf(tableIn(document))).toEqual([
      ['May', '^'],
      ['Open', '1 June'],
    ]);
    expect(tableIn(document).rows[1]?.cells[1]?.earlier).toEqual(['1 May']);
  });
});
