import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ExportRow, Heading } from '../model/columns.js';
import { sheetEnd, sheetHead, sheetRow } from './sheet-xml.js';
import { sheetPath, workbookParts } from './workbook-xml.js';

export interface SheetPages {
  readonly name: string;
  readonly headings: readonly Heading[];
  readonly pages: AsyncIterable<readonly ExportRow[]>;
}

/** What Excel holds in a sheet at most, the header among it. */
const MOST_ROWS = 1_048_576;
const LONGEST_NAME = 31;

/** An Excel workbook, compressed row by row: no sheet is held as a whole, and a slow reader slows the question. */
export async function* xlsxOf(sheets: AsyncIterable<SheetPages>): AsyncGenerator<Buffer, void> {
  // A bundle gives a CommonJS module by its default export alone.
  const { default: yazl } = await import('yazl');
  const zip = new yazl.ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  zip.on('error', (error) => out.destroy(error as Error));
  let current: Readable | undefined;

  async function write(): Promise<void> {
    const names: string[] = [];
    for await (const sheet of sheets) {
      current = Readable.from(xmlOf(sheet), { objectMode: false });
      zip.addReadStream(current, sheetPath(names.length));
      names.push(uniqueName(sheet.name, names));
      await finished(current);
    }
    for (const [path, xml] of Object.entries(workbookParts(names))) zip.addBuffer(Buffer.from(xml), path);
    zip.end();
  }

  const writing = write().catch((error: Error) => {
    out.destroy(error);
  });
  try {
    for await (const piece of out) yield piece as Buffer;
    await writing;
  } finally {
    current?.destroy();
    out.destroy();
  }
}

async function* xmlOf({ headings, pages }: SheetPages): AsyncGenerator<string, void> {
  yield sheetHead(headings);
  let row = 1;
  for await (const rows of pages) {
    yield rows.map((cells) => sheetRow(headings, cells, ++row)).join('');
  }
  yield sheetEnd(headings.length, row);
}

/** One sheet, and others where it holds no more rows. */
export async function* sheetsOf(
  name: string,
  headings: readonly Heading[],
  pages: AsyncIterable<readonly ExportRow[]>,
  most = MOST_ROWS,
): AsyncGenerator<SheetPages, void> {
  const iterator = pages[Symbol.asyncIterator]();
  let pending = await iterator.next();
  async function* upToFull() {
    let held = 1;
    while (!pending.done && held + pending.value.length <= most) {
      yield pending.value;
      held += pending.value.length;
      pending = await iterator.next();
    }
  }
  try {
    for (let number = 1; number === 1 || !pending.done; number++) {
      yield { name: number === 1 ? name : `${name} ${number}`, headings, pages: upToFull() };
    }
  } finally {
    await iterator.return?.();
  }
}

/** Excel takes no two sheets of one name, and none that is longer. */
function uniqueName(wanted: string, taken: readonly string[]): string {
  const name = wanted.replace(/[\\/?*[\]:]/g, ' ').slice(0, LONGEST_NAME);
  for (let number = 1; ; number++) {
    const behind = number === 1 ? '' : ` ${number}`;
    const candidate = name.slice(0, LONGEST_NAME - behind.length) + behind;
    if (!taken.includes(candidate)) return candidate;
  }
}
