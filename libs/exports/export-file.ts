import { HttpProblem, MOMENT, type QueryDependencies, readParameters, wrongField } from '#application/index.js';
import type { AsOf, Parameters, ValuesOf, Viewer } from '#read-store/index.js';
import { EXPORTS } from './export-kinds.js';
import { csvOf } from './files/csv.js';
import { CONTENT_TYPES, type ExportFormat, formatsOf, OPTIONS } from './formats.js';
import type { ExportRow } from './model/columns.js';
import type { ExportKind, YamlItem } from './model/export-kind.js';
import type { ExportPage, ExportSource, Texts } from './model/pages.js';
import { fileName, headingsWithMark } from './model/stands.js';
import { marked, sheetsByProgramme, sheetsOfAll, type Workbook } from './workbook.js';

export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly asOf: AsOf;
  /** Asked for piece by piece, so that only what is sent next is held. */
  readonly body: AsyncIterable<string | Buffer> | Iterable<string | Buffer>;
}

export interface AskedExport {
  readonly kind: string;
  readonly format: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/** Also answers what the export takes besides the moment. */
export const parametersOf = ({ parameters }: ExportKind): Parameters => ({ ...parameters, ...OPTIONS });

/** Refuses before the first byte what is refused at all. Errors: `unknown-export`, and those of the question. */
export async function openExport(queries: QueryDependencies, asked: AskedExport, reader: Viewer): Promise<ExportFile> {
  const { kind, format } = requireExport(asked);
  const options = readParameters(parametersOf(kind), asked.query) as ValuesOf<typeof OPTIONS>;
  for (const name of kind.needs ?? []) requireGiven(name, asked);
  const given = asked.query as Texts;
  const source = sourceOf(queries, reader, given);
  const batches = kind.batches(source)[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done) throw new Error('An export has at least one page, which may be empty.');
  const { asOf, pinned } = first.value;
  return {
    name: fileName(kind.file, asOf, format),
    type: CONTENT_TYPES[format],
    asOf,
    body: await bodyOf({ kind, asOf, source: { ...source, moment: pinned }, asked: given }, format, {
      batches: again(first.value, batches),
      options,
    }),
  };
}

interface Rows {
  readonly batches: AsyncGenerator<ExportPage, void>;
  readonly options: ValuesOf<typeof OPTIONS>;
}

async function bodyOf(
  workbook: Workbook,
  format: ExportFormat,
  { batches, options }: Rows,
): Promise<ExportFile['body']> {
  const { kind, asOf, source } = workbook;
  switch (format) {
    case 'csv':
      return csvOf(headingsWithMark(kind.headings, asOf), marked(asOf, batches), options.bom === '1');
    case 'xlsx': {
      const { xlsxOf } = await import('./files/xlsx.js');
      const isByProgramme = options.sheets === 'programme' && kind.byProgramme && !source.filters.programme;
      if (!isByProgramme) return xlsxOf(sheetsOfAll(workbook, batches));
      await batches.return();
      return xlsxOf(sheetsByProgramme(workbook));
    }
    case 'docx': {
      const { actionLogWord } = await import('./files/action-log-word.js');
      return [await actionLogWord(workbook.asked.meeting ?? '', asOf, rowsOf(batches))];
    }
    case 'yaml': {
      const { yamlOf } = await import('./files/yaml.js');
      return yamlOf(kind.title, asOf, itemsOf(kind, batches));
    }
  }
}

async function* rowsOf(batches: AsyncIterable<ExportPage>): AsyncGenerator<readonly ExportRow[], void> {
  for await (const { rows } of batches) yield rows;
}

async function* itemsOf(
  { yaml }: ExportKind,
  batches: AsyncIterable<ExportPage>,
): AsyncGenerator<readonly YamlItem[], void> {
  for await (const { rows } of batches) yield yaml?.(rows) ?? [];
}

function requireExport(asked: AskedExport): { readonly kind: ExportKind; readonly format: ExportFormat } {
  const kind = Object.hasOwn(EXPORTS, asked.kind) ? EXPORTS[asked.kind] : undefined;
  if (!kind) {
    const kinds = Object.keys(EXPORTS);
    throw new HttpProblem('unknown-export', `There is no export ${short(asked.kind)}; there are ${kinds.join(', ')}.`, {
      kinds,
    });
  }
  const formats = formatsOf(kind);
  const format = formats.find((each) => each === asked.format);
  if (format) return { kind, format };
  const detail = `The export ${asked.kind} does not come as ${short(asked.format)}; it comes as ${formats.join(', ')}.`;
  throw new HttpProblem('unknown-export-format', detail, { formats });
}

const short = (text: string) => (text === '' ? 'without a name' : text.slice(0, 40));

function requireGiven(name: string, { kind, query }: AskedExport): void {
  if (query[name] === undefined) throw wrongField('bad-parameter', name, `The export ${kind} needs ${name}`);
}

function sourceOf(queries: QueryDependencies, reader: Viewer, query: Texts): ExportSource {
  const given = Object.entries(query).filter(([name]) => !Object.hasOwn(OPTIONS, name));
  const isMoment = ([name]: [string, string]) => Object.hasOwn(MOMENT, name);
  return {
    queries,
    reader,
    moment: Object.fromEntries(given.filter(isMoment)),
    filters: Object.fromEntries(given.filter((each) => !isMoment(each))),
  };
}

/** Goes on after the first page, and ends the question where the reader ends. */
async function* again(first: ExportPage, rest: AsyncIterator<ExportPage>): AsyncGenerator<ExportPage, void> {
  try {
    for (let batch: ExportPage | undefined = first; batch; ) {
      yield batch;
      const next = await rest.next();
      batch = next.done ? undefined : next.value;
    }
  } finally {
    await rest.return?.();
  }
}
