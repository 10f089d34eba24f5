import { describe, expect, it } from '@jest/globals';
import { writeXlsx } from 'hucre';
import { DocumentFailure } from '../model/failure.js';
import { LIMITS } from '../model/limits.js';
import { wordFile, zipOf } from '../testing/packing.js';
import { readDocument } from './read-document.js';

async function refusal(bytes: Buffer | Uint8Array, name: string, limits = LIMITS): Promise<string> {
  try {
    await readDocument(bytes, name, limits);
  } catch (error) {
    if (error instanceof DocumentFailure) return error.code;
    throw error;
  }
  return 'read';
}

describe('a document that may harm', () => {
  it('is refused where it is larger than what is read', async () => {
    expect(await refusal(Buffer.alloc(101, 'a'), 'a.txt', { ...LIMITS, bytes: 100 })).toBe('document-too-large');
    expect(await refusal(Buffer.from('a,b\n'.repeat(30)), 'a.csv', { ...LIMITS, rows: 20 })).toBe('document-too-large');
    expect(await refusal(Buffer.from('a\n\n'.repeat(30)), 'a.txt', { ...LIMITS, rows: 20 })).toBe('document-too-large');
    const rows = Array.from({ length: 30 }, () => ['a', 'b']);
    const sheet = await writeXlsx({ sheets: [{ name: 'A', rows }] });
    expect(await refusal(sheet, 'a.xlsx', { ...LIMITS, rows: 20 })).toBe('document-too-large');
    expect(await refusal(sheet, 'a.xlsx', { ...LIMITS, cells: 50 })).toBe('document-too-large');
    const wide = `<table><tr>${'<td>x'.repeat(60)}</table>`;
    expect(await refusal(Buffer.from(wide), 'a.html', { ...LIMITS, columns: 50 })).toBe('document-too-large');
  });

  it('is refused where its bytes are no text, whatever its name', async () => {
    const wide = Buffer.from([1, 0, 2, 0, 3, 0, 27, 0, 7, 0, 5, 0, 16, 0, 17, 0]);
    const odd = Buffer.from(Array.from({ length: 600 }, (_, index) => ((index * 151) % 255) + 1));
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('3dd8'.repeat(10), 'hex')]);
    for (const bytes of [wide, odd, marked]) {
      for (const name of ['a.txt', 'a.csv', 'a.md']) expect(await refusal(bytes, name)).toBe('document-unknown-format');
    }
    const { blocks } = await readDocument(Buffer.from('Plan\u001b of May\u001a'), 'a.txt');
    expect(blocks).toMatchObject([{ text: 'Plan of May' }]);
  });

  it('is refused where it unpacks to far more than it is', async () => {
    const bomb = await wordFile(`<w:p>${' '.repeat(3_000_000)}</w:p>`);
    expect(await refusal(bomb, 'a.docx')).toBe('document-bomb');
    const large = await wordFile(`<w:p>${'words of many kinds '.repeat(1000)}</w:p>`);
    expect(await refusal(large, 'a.docx', { ...LIMITS, inflated: 10_000 })).toBe('document-bomb');
    const many = await zipOf(
      Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`word/document${index}.xml`, 'x'])),
    );
    expect(await refusal(many, 'a.docx', { ...LIMITS, entries: 20 })).toBe('document-too-large');
  });

  it('is refused where its size says less than it unpacks to', async () => {
    const honest = await wordFile('<w:p/>'.repeat(500));
    const lying = Buffer.from(honest);
    // The size of a file that is not packed stands 24 bytes into its central record.
    for (
      let at = lying.indexOf('PK\x01\x02', 0, 'latin1');
      at >= 0;
      at = lying.indexOf('PK\x01\x02', at + 4, 'latin1')
    ) {
      lying.writeUInt32LE(5, at + 24);
    }
    expect(['document-bomb', 'document-truncated']).toContain(await refusal(lying, 'a.docx'));
  });

  it('never has its entities read', async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document/>';
    expect(await refusal(await zipOf({ 'word/document.xml': laughs }), 'a.docx')).toBe('document-unsafe-xml');
    const outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
    const sheet = await zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': outside });
    expect(await refusal(sheet, 'a.xlsx')).toBe('document-unsafe-xml');
    expect(await refusal(await zipOf({ 'content.xml': outside }), 'a.odt')).toBe('document-unsafe-xml');
  });

  it('is refused where it nests without an end', async () => {
    const deep = await wordFile(`${'<w:sdt>'.repeat(300)}${'</w:sdt>'.repeat(300)}`);
    expect(await refusal(deep, 'a.docx')).toBe('document-too-large');
    expect(await refusal(Buffer.from('<div>'.repeat(5000)), 'a.html')).toBe('document-too-large');
  });

  it('is refused once its time is over', async () => {
    expect(await refusal(await wordFile('<w:p/>'), 'a.docx', { ...LIMITS, milliseconds: -1 })).toBe('document-timeout');
  });

  it('is refused where it is cut off, empty or protected by a password', async () => {
    const whole = await wordFile('<w:p/>'.repeat(50));
    expect(await refusal(whole.subarray(0, whole.length - 60), 'a.docx')).toBe('document-truncated');
    expect(await refusal(await wordFile('<w:p>'), 'a.docx')).toBe('document-truncated');
    expect(await refusal(Buffer.alloc(0), 'a.csv')).toBe('document-truncated');
    expect(await refusal(Buffer.from([0xff, 0xfe, 0x41, 0, 0x42]), 'a.csv')).toBe('document-truncated');
    const encryption = { password: 'secret', spinCount: 10 };
    const locked = await writeXlsx({ sheets: [{ name: 'A', rows: [['a']] }], encryption });
    expect(await refusal(locked, 'a.xlsx')).toBe('document-encrypted');
    expect(await refusal(locked, 'a.docx')).toBe('document-encrypted');
  });

  it('is refused where it is of no format that is read', async () => {
    expect(await refusal(Buffer.from('%PDF-1.7'), 'a.docx')).toBe('document-unknown-format');
    expect(await refusal(Buffer.from('{\\rtf1 a}'), 'a.txt')).toBe('document-unknown-format');
    expect(await refusal(Buffer.from([1, 0, 2, 0, 0, 7]), 'a.bin')).toBe('document-unknown-format');
    expect(await refusal(await zipOf({ 'a.txt': 'a' }), 'a.zip')).toBe('document-unknown-format');
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Ref,Action,Owner\n1,Do it,A B\n')]);
    expect(await refusal(marked.subarray(0, marked.length - (marked.length % 2)), 'a.csv')).toBe(
      'document-unknown-format',
    );
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await refusal(old, 'a.xls')).toBe('document-unknown-format');
  });

  it('is read as what it is where its name says another format, and that is told', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [['Action', 'Lead']] }] });
    const document = await readDocument(bytes, 'plan.docx');
    expect(document.format).toBe('xlsx');
    expect(document.notes.map(({ code }) => code)).toEqual(['wrong-extension']);
  });

  it('is read with macros in it, which is told, and never with its formulas evaluated', async () => {
    const word = await wordFile('<w:p><w:r><w:t>Hello</w:t></w:r></w:p>', { 'word/vbaProject.bin': 'x' });
    expect((await readDocument(word, 'a.docm')).notes.map(({ code }) => code)).toEqual(['macros']);
    const cells = new Map([['0,0', { value: null, formula: 'HYPERLINK("http://example.org")' }]]);
    const sheet = await writeXlsx({ sheets: [{ name: 'A', rows: [[null, 'x']], cells }] });
    const document = await readDocument(sheet, 'a.xlsx');
    const [block] = document.blocks;
    expect(block?.kind === 'table' && block.rows[0]?.cells[0]?.text).toBe('');
    expect(document.notes.map(({ code }) => code)).toEqual(['formula-without-value']);
  });
});
