import { HttpProblem } from '#application/index.js';
import { wordFile } from '#documents-out/index.js';
import type { AsOf } from '#read-store/index.js';
import { LOG } from '../kinds/action-log.js';
import type { CellValue, ExportRow } from '../model/columns.js';
import { ILLUSTRATIVE } from '../model/stands.js';

/** A Word file is made as a whole. */
const MOST = 2_000;
const EMPTY = 'No action of its group is open, and the meeting recorded none.';

const said = (cell: CellValue | undefined) => (cell === null || cell === undefined ? [] : [String(cell)]);

/** A meeting's action log in the columns of a board. Errors: `export-too-long`. */
export async function actionLogWord(
  meeting: string,
  asOf: AsOf,
  pages: AsyncIterable<readonly ExportRow[]>,
): Promise<Buffer> {
  const rows: ExportRow[] = [];
  for await (const page of pages) {
    rows.push(...page);
    if (rows.length > MOST) {
      throw new HttpProblem('export-too-long', `A Word file holds at most ${MOST} actions; take xlsx or csv.`, {
        left: rows.length - MOST,
      });
    }
  }
  const stands = asOf.recordedAt ? `event ${asOf.number}, recorded ${asOf.recordedAt}` : 'no event';
  return wordFile({
    title: `Action log for ${meeting}`,
    ...(asOf.illustrative && { header: ILLUSTRATIVE }),
    footer: `Action log for ${meeting}, event ${asOf.number}`,
    parts: [
      rows.length === 0 ? { lines: [EMPTY] } : { columns: COLUMNS, rows: rows.map(rowOf) },
      { lines: [`This file stands on ${stands}.`] },
    ],
  });
}

const COLUMNS = [
  { text: 'Reference', share: 12 },
  { text: 'Action', share: 28 },
  { text: 'Lead', share: 15 },
  { text: 'By when', share: 15 },
  { text: 'Status', share: 10 },
  { text: 'Update', share: 20 },
];

const rowOf = (cells: ExportRow) => [
  said(cells[LOG.reference]),
  said(cells[LOG.action]),
  said(cells[LOG.name] ?? cells[LOG.lead]),
  said(cells[LOG.timescale]),
  said(cells[LOG.status]),
  [...said(cells[LOG.update]), ...said(cells[LOG.here])],
];
