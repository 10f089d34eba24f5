import { fail } from '../model/failure.js';
import type { DocumentLimits } from '../model/limits.js';
import { asExported, isOwnHeader } from '../model/own-export.js';
import type { Note, SourceDocument, SourceRow } from '../model/source-document.js';
import type { Decoded } from './encoding.js';
import { plainCell } from './rich.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];

interface Rec {
  readonly record: readonly string[];
  /** The line of the file that it ends on. */
  readonly lines: number;
}

export async function readDelimited(decoded: Decoded, name: string, limits: DocumentLimits): Promise<SourceDocument> {
  const { parse } = await import('csv-parse/sync');
  const stated = /^sep=(.)\r?\n/i.exec(decoded.text);
  const body = stated ? decoded.text.slice(stated[0].length) : decoded.text;
  const skipped = stated ? 1 : 0;
  const all = (delimiter: string, to?: number, quote: '"' | null = '"') => {
    const records: Rec[] = [];
    parse(body, {
      delimiter,
      quote,
      on_record(record: string[], { lines }) {
        records.push({ record, lines });
        return null;
      },
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: limits.cellText * 10,
      ...(to && { to }),
    });
    return records;
  };
  const attempt = (delimiter: string, to?: number): { records: Rec[]; isUnquoted: boolean } => {
    try {
      return { records: all(delimiter, to), isUnquoted: false };
    } catch {
      return { records: all(delimiter, to, null), isUnquoted: true };
    }
  };
  const isOwn = isOwnHead(body);
  const delimiter = stated?.[1] ?? (isOwn ? ',' : undefined) ?? delimiterOf((one) => attempt(one, 60).records);
  const { records, isUnquoted } = attempt(delimiter);
  if (records.length > limits.rows) tooManyRows(records.length, limits);
  const width = records.reduce((most, { record }) => Math.max(most, record.length), 0);
  const notes: Note[] = [...decoded.notes];
  if (isUnquoted) {
    notes.push({ code: 'delimiter', text: 'A quotation mark is never closed, so quotation marks were read as text.' });
  }
  const rows = rowsOf(isOwn ? records.map(exported) : records, width, skipped, notes);
  const format = delimiter === '\t' ? 'tsv' : 'csv';
  const place = { table: 1, line: 1 + skipped };
  return {
    name,
    format,
    encoding: decoded.encoding,
    delimiter,
    blocks: rows.length > 0 ? [{ kind: 'table', place, rows }] : [],
    notes,
  };
}

/** Whether the ledger exported it, and neutralised what a spreadsheet would take for a formula. */
const isOwnHead = (body: string) => isOwnHeader((/^[^\r\n]*/.exec(body)?.[0] ?? '').split(','));

const exported = ({ record, lines }: Rec): Rec => ({ record: record.map(asExported), lines });

function tooManyRows(found: number, { rows: limit }: DocumentLimits): never {
  fail('document-too-large', `The file holds ${found} rows. At most ${limit} are read.`, {
    what: 'rows',
    limit,
    found,
  });
}

function rowsOf(records: readonly Rec[], width: number, skipped: number, notes: Note[]): SourceRow[] {
  const usual = records[0]?.record.length ?? 0;
  let before = skipped;
  return records.map(({ record, lines }, index): SourceRow => {
    const place = { table: 1, line: before + 1, row: index + 1 };
    before = lines + skipped;
    if (record.length !== usual && record.some((text) => text.trim() !== '')) {
      const text = `Row ${index + 1} has ${record.length} cells, and the first row ${usual}.`;
      notes.push({ code: 'uneven-row', text, place });
    }
    const cells = Array.from({ length: width }, (_, column) =>
      plainCell({ ...place, column: column + 1 }, record[column] ?? ''),
    );
    return { place, cells };
  });
}

/** The delimiter that gives most rows the same number of cells, and more than one. */
function delimiterOf(read: (delimiter: Delimiter) => readonly Rec[]): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const sizes = read(delimiter)
      .filter(({ record }) => record.some((text) => text.trim() !== ''))
      .map(({ record }) => record.length);
    const counts = new Map<number, number>();
    for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
    const [[size, count] = [0, 0]] = [...counts].sort(([, one], [, other]) => other - one);
    const score = size > 1 ? (count / sizes.length) * Math.log2(size) : 0;
    if (score > best.score * 1.01) best = { delimiter, score };
  }
  return best.delimiter;
}
