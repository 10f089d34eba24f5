import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { writeXlsx } from 'hucre';

export const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A table of texts as a file, by its extension. */
export const RENDERED: Readonly<Record<string, (table: readonly (readonly string[])[]) => Promise<Uint8Array>>> = {
  docx: (table) =>
    Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [
              new Table({
                rows: table.map(
                  (cells) =>
                    new TableRow({
                      children: cells.map(
                        (text) => new TableCell({ children: [new Paragraph({ children: [new TextRun(text)] })] }),
                      ),
                    }),
                ),
              }),
            ],
          },
        ],
      }),
    ),
  xlsx: (table) => writeXlsx({ sheets: [{ name: 'Plan', rows: table.map((cells) => [...cells]) }] }),
  csv: async (table) => Buffer.from(table.map((cells) => cells.map(quoted).join(',')).join('\r\n')),
  html: async (table) =>
    Buffer.from(
      `<table>${table.map((cells) => `<tr>${cells.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`).join('')}</table>`,
    ),
  md: async (table) => {
    const line = (cells: readonly string[]) =>
      `| ${cells.map((text) => escaped(text).replaceAll('|', '\\|')).join(' | ')} |`;
    const [head = [], ...body] = table;
    return Buffer.from([line(head), `|${head.map(() => '---|').join('')}`, ...body.map(line)].join('\n'));
  },
  txt: async (table) =>
    Buffer.from(
      table.map((cells) => cells.map((text) => (/^"|"$/.test(text) ? quoted(text) : text)).join('\t')).join('\n'),
    ),
};
