import { describe, expect, it } from '@jest/globals';
import { tableIn, textsOf } from '../testing/looking.js';
import { zipOf } from '../testing/packing.js';
import { readDocument } from './read-document.js';

const NAMESPACES = ['office', 'text', 'table', 'style'].map((name) => `xmlns:${name}="urn:${name}"`).join(' ');
const STRUCK =
  '<style:style style:name="S"><style:text-properties style:text-line-through-type="single"/></style:style>';

const textFile = (body: string) =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content ${NAMESPACES}><office:automatic-styles>${STRUCK}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
  });
const paragraph = (content: string) => `<text:p>${content}</text:p>`;
const cell = (content: string, attributes = '') => `<table:table-cell ${attributes}>${content}</table:table-cell>`;
const row = (...cells: readonly string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
const COVERED = '<table:covered-table-cell/>';

describe('an OpenDocument text', () => {
  it('keeps merged cells, lists, struck and deleted text, comments and tables within cells', async () => {
    const deletion =
      '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/><text:p>31 May</text:p></text:deletion></text:changed-region></text:tracked-changes>';
    const moved = paragraph('<text:change text:change-id="c1"/>30 June');
    const struck = paragraph('<text:span text:style-name="S">April</text:span> September');
    const list = `${paragraph('Open days:')}<text:list><text:list-item>${paragraph('spring')}</text:list-item></text:list>`;
    const inner = `<table:table>${row(cell(paragraph('Oven')), cell(paragraph('July')))}</table:table>`;
    const remark = `<office:annotation>${paragraph('Ask Ann')}</office:annotation>`;
    const head = `<table:table-header-rows>${row(cell(paragraph('Action')), cell(paragraph('When')))}</table:table-header-rows>`;
    const rows = [
      row(cell(paragraph('Building'), 'table:number-columns-spanned="2"'), COVERED),
      row(cell(paragraph('Roof'), 'table:number-rows-spanned="2"'), cell(moved)),
      row(COVERED, cell(struck)),
      row(cell(list + inner), cell(paragraph(`2020${remark}`))),
    ];
    const document = await readDocument(
      await textFile(`${deletion}<table:table>${head}${rows.join('')}</table:table>`),
      'plan.odt',
    );
    const found = tableIn(document);
    expect(textsOf(found)).toEqual([
      ['Action', 'When'],
      ['Building', '^'],
      ['Roof', '30 June'],
      ['^', 'September'],
      ['Open days:\nspring\nOven\tJuly', '2020'],
    ]);
    expect(found.rows.map(({ isHeader }) => isHeader === true)).toEqual([true, false, false, false, false]);
    expect(found.rows[2]?.cells[1]?.earlier).toEqual(['31 May']);
    expect(found.rows[3]?.cells[1]?.earlier).toEqual(['April']);
    expect(found.rows[4]?.cells[0]?.lines[1]?.list).toEqual({ level: 0, marker: '-' });
    expect(found.rows[4]?.cells[1]?.comment).toBe('Ask Ann');
    expect(document.notes.map(({ code }) => code)).toEqual(['tracked-change']);
  });
});
