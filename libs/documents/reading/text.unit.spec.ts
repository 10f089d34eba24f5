import { describe, expect, it } from '@jest/globals';
import { isTable } from '../model/source-document.js';
import { paragraphsIn, tableIn, textsOf } from '../testing/looking.js';
import { readDocument } from './read-document.js';

const read = (text: string, name: string) => readDocument(Buffer.from(text), name);

describe('delimited text', () => {
  it.each([
    ['a comma', 'Ref,Action\n1,"Sign, then tell"\n', ','],
    ['a semicolon', 'Ref;Action\n1;"Sign; tell"\n2;0,75\n', ';'],
    ['a tab', 'Ref\tAction\n1\tSign, tell\n', '\t'],
    ['what its first line says', 'sep=|\nRef|Action\n1|Sign\n', '|'],
  ])('finds that %s parts the columns', async (_, text, delimiter) => {
    const document = await read(text, 'a.csv');
    expect(document.delimiter).toBe(delimiter);
    expect(textsOf(tableIn(document))[0]).toEqual(['Ref', 'Action']);
  });

  it('keeps lines within quotes in one cell, and says on which line each row begins', async () => {
    const { rows } = tableIn(await read('Action,Due\n"One\ntwo","He said ""no"""\nThree,May\n', 'a.csv'));
    expect(rows.map(({ place }) => place.line)).toEqual([1, 2, 4]);
    expect(rows[1]?.cells[0]?.lines.map(({ text }) => text)).toEqual(['One', 'two']);
    expect(rows[1]?.cells[1]?.text).toBe('He said "no"');
  });

  it('keeps what looks like a formula, a number or a date as it is written', async () => {
    const { rows } = tableIn(await read('Ref,Action,Due\n=1+1,@ask,007\n-5,1E5,3/4\n', 'a.csv'));
    expect(rows.slice(1).map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['=1+1', '@ask', '007'],
      ['-5', '1E5', '3/4'],
    ]);
  });

  it('reads a quotation mark that is never closed as text, and says so', async () => {
    const document = await read('Action,Due\n"Sign,May\nTell,June\n', 'a.csv');
    expect(tableIn(document).rows).toHaveLength(3);
    expect(document.notes.map(({ code }) => code)).toContain('delimiter');
  });

  const WELSH = 'Ref\tAction\n1\tCyhoeddi ŵ – “yes”\n';
  it.each([
    ['utf-8', Buffer.from(WELSH)],
    ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(WELSH)])],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(WELSH, 'utf16le')])],
    ['utf-16le', Buffer.from(WELSH, 'utf16le')],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(WELSH, 'utf16le').swap16()])],
  ])('finds %s', async (encoding, bytes) => {
    const document = await readDocument(bytes, 'a.txt');
    expect(document.encoding).toBe(encoding);
    expect(textsOf(tableIn(document))[1]).toEqual(['1', 'Cyhoeddi ŵ – “yes”']);
  });

  it('reads windows-1252, with its dashes, quotes and signs of money', async () => {
    const bytes = Buffer.from([
      ...Buffer.from('Action,Cost\nCaf'),
      0xe9,
      0x20,
      0x96,
      0x20,
      0x93,
      0x61,
      0x94,
      0x2c,
      0x80,
      0x35,
      0x0a,
    ]);
    const document = await readDocument(bytes, 'a.csv');
    expect(document.encoding).toBe('windows-1252');
    expect(textsOf(tableIn(document))[1]).toEqual(['Café – “a”', '€5']);
    expect(document.notes.map(({ code }) => code)).toEqual(['encoding']);
  });
});

describe('plain text', () => {
  it('finds tables parted by tabs, headings before an empty stretch, and lists', async () => {
    const document = await read(
      '\n\nSleep Clinic\n\n\n\nIt opened in May.\n\n- beds\n  - soft ones\n\nAction\tWhen\nBuy beds\tJune\n\nEnd.',
      'a.txt',
    );
    expect(
      document.blocks.map((block) => (isTable(block) ? 'table' : [block.text, block.heading ?? block.list?.level])),
    ).toEqual([
      ['Sleep Clinic', 1],
      ['It opened in May.', undefined],
      ['beds', 0],
      ['soft ones', 1],
      'table',
      ['End.', undefined],
    ]);
    expect(tableIn(document).place.line).toBe(12);
  });

  it('finds columns made of blanks, and joins the lines of a row', async () => {
    const text = [
      'No.  What                      Who?   When?',
      '1.   Call the first meeting    AB     By the next',
      '     of the group                     county day',
      '2.   Elect a chair             All    May',
    ].join('\n');
    expect(textsOf(tableIn(await read(text, 'a.txt')))).toEqual([
      ['No.', 'What', 'Who?', 'When?'],
      ['1.', 'Call the first meeting of the group', 'AB', 'By the next county day'],
      ['2.', 'Elect a chair', 'All', 'May'],
    ]);
  });

  it('joins lines that a mail has wrapped, and not sentences that end', async () => {
    const text =
      'Action - AB to write to the members of the board about\nthe new rules of procedure.\nThe next is another sentence.\n';
    expect(paragraphsIn(await read(text, 'a.txt'))).toEqual([
      'Action - AB to write to the members of the board about the new rules of procedure.',
      'The next is another sentence.',
    ]);
  });
});

describe('Markdown', () => {
  it('reads escaped bars, struck text and line breaks of a table, with its lines', async () => {
    const text =
      '# Plan\n\n| A | Due |\n|---|---|\n| one \\| two | ~~May~~ **June*** |\n| x<br>y | <s>1 May</s> 2 May |\n\n1. first\n   - inner\n';
    const document = await read(text, 'a.md');
    const { rows } = tableIn(document);
    expect(rows[1]?.cells[0]?.text).toBe('one | two');
    expect(rows[1]?.cells[1]).toMatchObject({ text: 'June*', earlier: ['May'] });
    expect(rows[2]?.cells[0]?.lines.map((line) => line.text)).toEqual(['x', 'y']);
    expect(rows[2]?.cells[1]).toMatchObject({ text: '2 May', earlier: ['1 May'] });
    expect(rows.map(({ place }) => place.line)).toEqual([3, 5, 6]);
    expect(document.blocks.slice(-2)).toMatchObject([
      { text: 'first', list: { level: 0, marker: '1.' } },
      { text: 'inner', list: { level: 1 } },
    ]);
  });
});

describe('HTML', () => {
  it('lays out cells over rows and columns, and reads what a browser shows', async () => {
    const text = `<!doctype html><title>T</title><style>td{}</style><table><caption>Plan&nbsp;A</caption>
<tr><th rowspan=2>Ref<th colspan=2>When<tr><th>Start<th>End
<tr><td rowspan=2>1<td>Jan&#8209;19<td><del>1 May</del> <ins>1 June</ins>
<tr><td colspan=2>Always<!-- no -->
<tr><td style="background:red">2<td>x<ul><li>a<li>b</ul><td>HR<sup>1</sup></table><script>no()</script><p hidden>no<p>End`;
    const document = await read(text, 'a.html');
    expect(textsOf(tableIn(document))).toEqual([
      ['Ref', 'When', '^'],
      ['^', 'Start', 'End'],
      ['1', 'Jan-19', '1 June'],
      ['^', 'Always', '^'],
      ['2', 'x\na\nb', 'HR¹'],
    ]);
    expect(tableIn(document).caption).toBe('Plan A');
    expect(tableIn(document).rows[2]?.cells[2]?.earlier).toEqual(['1 May']);
    expect(tableIn(document).rows[4]?.cells[0]?.fill).toBe('FF0000');
    expect(tableIn(document).rows[4]?.cells[1]?.lines.map(({ list }) => list?.level)).toEqual([undefined, 0, 0]);
    expect(paragraphsIn(document)).toEqual(['End']);
  });
});

describe('our own YAML', () => {
  it('gives a table for each kind, with the line of each item', async () => {
    const text =
      'items:\n  - programme: P\n    body: { name: Beds }\n  - action: P-A01\n    body: { title: Buy, timescale: 2018/19 }\n';
    const document = await read(text, 'a.yaml');
    expect(textsOf(tableIn(document, 1))).toEqual([
      ['reference', 'title', 'timescale'],
      ['P-A01', 'Buy', '2018/19'],
    ]);
    expect(tableIn(document, 1).rows[1]?.place.line).toBe(4);
  });
});
