import { describe, expect, it } from '@jest/globals';
import { paragraphsIn, tableIn, textsOf } from '../testing/looking.js';
import { wordFile, wordPart } from '../testing/packing.js';
import { readDocument } from './read-document.js';

const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (...runs: readonly string[]) => `<w:p>${runs.join('')}</w:p>`;
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: readonly string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: readonly string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;
const plain = (text: string) => cell(paragraph(run(text)));

const read = async (body: string, more = {}) => readDocument(await wordFile(body, more), 'log.docx');

describe('a Word file', () => {
  it('keeps struck and deleted text apart from what stands', async () => {
    const changed = paragraph(
      run('Case to be '),
      '<w:del w:id="1"><w:r><w:delText>made</w:delText></w:r></w:del>',
      `<w:ins w:id="2">${run('made and costed')}</w:ins>`,
    );
    const struck = paragraph(run('1 May 2019', '<w:strike/>')) + paragraph(run('1 June 2019'));
    const off = paragraph(run('kept', '<w:strike w:val="0"/>'));
    const document = await read(table(row(cell(changed), cell(struck), cell(off))));
    const [first, second, third] = tableIn(document).rows[0]?.cells ?? [];
    expect(first).toMatchObject({ text: 'Case to be made and costed', earlier: ['made'] });
    expect(second).toMatchObject({ text: '1 June 2019', earlier: ['1 May 2019'] });
    expect(third).toMatchObject({ text: 'kept', earlier: [] });
  });

  it('says which cells are merged, down and across', async () => {
    const across = cell(paragraph(run('May')), '<w:gridSpan w:val="3"/>');
    const top = cell(paragraph(run('7')), '<w:vMerge w:val="restart"/>');
    const under = cell('<w:p/>', '<w:vMerge/>');
    const document = await read(
      table(
        row(across),
        row(top, plain('a'), plain('b')),
        row(under, plain('c'), plain('d')),
        row(plain('8'), plain('e'), plain('f')),
      ),
    );
    const found = tableIn(document);
    expect(textsOf(found)).toEqual([
      ['May', '^', '^'],
      ['7', 'a', 'b'],
      ['^', 'c', 'd'],
      ['8', 'e', 'f'],
    ]);
    expect(found.rows[0]?.cells[0]?.merge).toEqual({ rows: 1, columns: 3 });
    expect(found.rows[2]?.cells[0]?.partOf).toEqual({ row: 1, column: 0 });
  });

  it('gives the items of lists their level and the number that Word shows', async () => {
    const level = (index: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = wordPart(
      'numbering',
      `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%1.%2)')}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>`,
    );
    const item = (text: string, at: number) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="5"/></w:numPr></w:pPr>${run(text)}</w:p>`;
    const body = item('one', 0) + item('inner', 1) + item('inner two', 1) + item('two', 0) + item('again', 1);
    const { blocks } = await read(body, { 'word/numbering.xml': numbering });
    expect(blocks.map((block) => 'list' in block && block.list)).toEqual([
      { level: 0, marker: '1.' },
      { level: 1, marker: '1.a)' },
      { level: 1, marker: '1.b)' },
      { level: 0, marker: '2.' },
      { level: 1, marker: '2.a)' },
    ]);
  });

  it('reads a text box once, headings by their style, and comments beside their cell', async () => {
    const box = paragraph(run('In a box'));
    const twice = `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${box}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${box}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`;
    const styles = wordPart('styles', '<w:style w:styleId="Ueber2"><w:name w:val="heading 2"/></w:style>');
    const comments = wordPart('comments', `<w:comment w:id="3">${paragraph(run('Ask the landlord'))}</w:comment>`);
    const heading = `<w:p><w:pPr><w:pStyle w:val="Ueber2"/></w:pPr>${run('Estates')}</w:p>`;
    const commented = cell(paragraph(run('31 May'), '<w:r><w:commentReference w:id="3"/></w:r>'));
    const body = heading + paragraph(run('Before'), twice) + table(row(commented, plain('x')));
    const document = await read(body, { 'word/styles.xml': styles, 'word/comments.xml': comments });
    expect(paragraphsIn(document)).toEqual(['Estates', 'Before', 'In a box']);
    expect(document.blocks[0]).toMatchObject({ heading: 2 });
    expect(tableIn(document).rows[0]?.cells[0]).toMatchObject({ text: '31 May', comment: 'Ask the landlord' });
    expect(document.notes.map(({ code }) => code)).toEqual(['text-box']);
  });

  it('marks repeated header rows, rows that were deleted, and footnotes raised above the line', async () => {
    const header = `<w:tr><w:trPr><w:tblHeader/></w:trPr>${plain('Action')}${plain('Lead')}</w:tr>`;
    const deleted = `<w:tr><w:trPr><w:del w:id="1"/></w:trPr>${plain('Gone')}${plain('HR')}</w:tr>`;
    const noted = row(plain('Kept'), cell(paragraph(run('HR'), run('1', '<w:vertAlign w:val="superscript"/>'))));
    const { rows } = tableIn(await read(table(header, deleted, noted)));
    expect(rows[0]?.isHeader).toBe(true);
    expect(rows[1]?.cells[0]).toMatchObject({ text: '', earlier: ['Gone'] });
    expect(rows[2]?.cells[1]?.text).toBe('HR¹');
  });
});
