import { routes } from '#application/index.js';
import { ABOUT_SHEET } from '#documents/index.js';
import type { AsOf } from '#read-store/index.js';
import { type SheetPages, sheetsOf } from './files/xlsx.js';
import type { ExportRow, Heading } from './model/columns.js';
import type { ExportKind } from './model/export-kind.js';
import { batchesOf, type ExportPage, type ExportSource } from './model/pages.js';
import { headingsWithMark, ILLUSTRATIVE, markOf } from './model/stands.js';

export interface Workbook {
  readonly kind: ExportKind;
  readonly asOf: AsOf;
  readonly source: ExportSource;
  /** What was asked, as the address says it. */
  readonly asked: Readonly<Record<string, string>>;
}

/** The rows of the export with the mark of the moment. */
export async function* marked(
  asOf: AsOf,
  batches: AsyncIterable<ExportPage>,
): AsyncGenerator<readonly ExportRow[], void> {
  const mark = markOf(asOf);
  for await (const { rows } of batches) yield rows.map((cells) => [...cells, ...mark]);
}

/** One sheet of all rows, then what they stand on. */
export async function* sheetsOfAll(
  workbook: Workbook,
  batches: AsyncIterable<ExportPage>,
): AsyncGenerator<SheetPages, void> {
  const { kind, asOf } = workbook;
  yield* sheetsOf(kind.title, headingsWithMark(kind.headings, asOf), marked(asOf, batches));
  yield aboutSheet(workbook);
}

/** A sheet for each programme that has rows of its own, all of the moment of the first. */
export async function* sheetsByProgramme(workbook: Workbook): AsyncGenerator<SheetPages, void> {
  const { kind, asOf, source } = workbook;
  const headings = headingsWithMark(kind.headings, asOf);
  const programmes = batchesOf({ ...source, filters: {} }, routes.programmes, ({ items }) =>
    items.map(({ reference }) => [reference]),
  );
  let sheets = 0;
  for await (const { rows } of programmes) {
    for (const [cell] of rows) {
      const programme = String(cell);
      const batches = kind.batches({ ...source, filters: { ...source.filters, programme } });
      const own = ownOf(marked(asOf, batches), (cells) => kind.byProgramme?.(cells) === programme);
      const first = await own.next();
      if (first.done) continue;
      sheets += 1;
      yield* sheetsOf(programme, headings, startingWith(first.value, own));
    }
  }
  if (sheets === 0) yield { name: kind.title, headings, pages: none() };
  yield aboutSheet(workbook);
}

/** Pages without rows are left out, so that a sheet is begun only where it has any. */
async function* ownOf(pages: AsyncIterable<readonly ExportRow[]>, isOwn: (cells: ExportRow) => boolean) {
  for await (const rows of pages) {
    const own = rows.filter(isOwn);
    if (own.length > 0) yield own;
  }
}

async function* startingWith(first: readonly ExportRow[], rest: AsyncIterable<readonly ExportRow[]>) {
  yield first;
  yield* rest;
}

async function* none(): AsyncGenerator<readonly ExportRow[], void> {}

const ABOUT: readonly Heading[] = [
  { heading: 'About this file', is: 'text', width: 24 },
  { heading: 'It says', is: 'text', width: 60 },
];

function aboutSheet({ kind, asOf, asked }: Workbook): SheetPages {
  const { number, position, recordedAt, ledger, illustrative } = asOf;
  const rows: readonly (readonly [string, string])[] = [
    ['What it holds', kind.summary],
    ['Stands on', recordedAt ? `event ${number}, recorded ${recordedAt}` : 'no event: the ledger held none'],
    ['Position', String(position)],
    ['Ledger', ledger ?? 'not stated'],
    ...Object.entries(asked).map(([name, value]) => [`Asked: ${name}`, value] as const),
    ['Times', 'Instants are in UTC. Days are days in London.'],
    ...(illustrative ? [['Illustrative data', ILLUSTRATIVE] as const] : []),
  ];
  const pages = (async function* () {
    yield rows;
  })();
  return { name: ABOUT_SHEET, headings: ABOUT, pages };
}
