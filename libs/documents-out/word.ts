import type * as Docx from 'docx';
import {
  inXml,
  linesOf,
  type WordColumn,
  type WordDocument,
  type WordLine,
  type WordPart,
  type WordRow,
} from './word-document.js';

/** A4 upright, with margins of 2 cm, in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_134 } as const;
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
const FONT = 'Arial';
const QUIET = '4C6272';
const RULE = 'AEB7BD';
/** Half points. */
const SIZE = { text: 21, small: 18, table: 19, heading: 28, title: 36 } as const;

/** A Word file (.docx) of A4 sheets. The library is large, so it is loaded by the first file. */
export async function wordFile(document: WordDocument): Promise<Buffer> {
  const docx = await import('docx');
  const { Document, Footer, Header, Packer, PageNumber, Paragraph, TextRun } = docx;
  const { title, caption, header, footer, parts } = document;
  const foot = new Paragraph({
    children: [
      ...runsOf(docx, `${footer} · Page `, SIZE.small),
      new TextRun({ children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES], size: SIZE.small }),
    ],
  });
  const file = new Document({
    title: inXml(title),
    creator: 'Action Ledger',
    lastModifiedBy: 'Action Ledger',
    styles: { default: { document: { run: { font: FONT, size: SIZE.text, language: { value: 'en-GB' } } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
          },
        },
        ...(header && { headers: { default: new Header({ children: [labelOf(docx, header)] }) } }),
        footers: { default: new Footer({ children: [foot] }) },
        children: [
          ...(caption ? [new Paragraph({ children: runsOf(docx, caption, SIZE.text, { color: QUIET }) })] : []),
          headingOf(docx, title, SIZE.title, docx.HeadingLevel.HEADING_1),
          ...parts.flatMap((part) => partOf(docx, part)),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}

type Library = typeof Docx;

function partOf(docx: Library, part: WordPart): readonly (Docx.Paragraph | Docx.Table)[] {
  if ('heading' in part) return [headingOf(docx, part.heading, SIZE.heading, docx.HeadingLevel.HEADING_2)];
  if ('lines' in part) return part.lines.map((line) => paragraphOf(docx, line, SIZE.text));
  // Word joins two tables that no paragraph parts.
  return [tableOf(docx, part.columns, part.rows), new docx.Paragraph({})];
}

function headingOf(docx: Library, text: string, size: number, heading: Docx.IParagraphOptions['heading']) {
  const children = runsOf(docx, text, size, { bold: true, color: '212B32' });
  return new docx.Paragraph({
    children,
    ...(heading && { heading }),
    keepNext: true,
    spacing: { before: 240, after: 120 },
  });
}

/** In a box, so that it stands out in black and white too. */
function labelOf(docx: Library, text: string): Docx.Paragraph {
  const side = { style: docx.BorderStyle.SINGLE, size: 8, space: 4, color: '000000' };
  return new docx.Paragraph({
    children: runsOf(docx, text, SIZE.small, { bold: true }),
    border: { top: side, bottom: side, left: side, right: side },
  });
}

function paragraphOf(docx: Library, line: WordLine, size: number): Docx.Paragraph {
  const { text, strong = false } = typeof line === 'string' ? { text: line } : line;
  return new docx.Paragraph({ children: runsOf(docx, text, size, { bold: strong }), spacing: { after: 80 } });
}

function tableOf(docx: Library, columns: readonly WordColumn[], rows: readonly WordRow[]): Docx.Table {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.round((TEXT_WIDTH * share) / whole));
  const none = { style: docx.BorderStyle.NONE, size: 0, color: 'auto' };
  const rule = { style: docx.BorderStyle.SINGLE, size: 4, color: RULE };
  const cells = (row: WordRow) =>
    columns.map((_, index) => {
      const lines = row[index] ?? [];
      return new docx.TableCell({
        width: { size: widths[index] ?? 0, type: docx.WidthType.DXA },
        margins: { top: 60, bottom: 60, left: 60, right: 100 },
        children: (lines.length > 0 ? lines : ['']).map((line) => paragraphOf(docx, line, SIZE.table)),
      });
    });
  const head = columns.map(({ text }): readonly WordLine[] => [{ text, strong: true }]);
  return new docx.Table({
    width: { size: TEXT_WIDTH, type: docx.WidthType.DXA },
    columnWidths: widths,
    layout: docx.TableLayoutType.FIXED,
    borders: { top: none, left: none, right: none, insideVertical: none, bottom: rule, insideHorizontal: rule },
    rows: [
      new docx.TableRow({ tableHeader: true, cantSplit: true, children: cells(head) }),
      ...rows.map((row) => new docx.TableRow({ cantSplit: true, children: cells(row) })),
    ],
  });
}

function runsOf(docx: Library, text: string, size: number, style: Docx.IRunOptions = {}): Docx.TextRun[] {
  return linesOf(text).map(
    (line, index) => new docx.TextRun({ ...style, text: line, size, font: FONT, ...(index > 0 && { break: 1 }) }),
  );
}
