import { MOMENT, PAGE } from '#application/index.js';
import type { Parameters } from '#read-store/index.js';
import type { CellValue, ExportRow, Heading } from './columns.js';
import type { ExportPage, ExportSource } from './pages.js';

/** An item in the format of seeds/README.md, as the command that would create it. */
export interface YamlItem {
  readonly [part: string]: unknown;
  readonly body: Readonly<Record<string, unknown>>;
}

export type ToYaml = (rows: readonly ExportRow[]) => readonly YamlItem[];

/** What can be exported: its columns, and its rows page by page. */
export interface ExportKind {
  readonly summary: string;
  /** The stem of the file's name. */
  readonly file: string;
  readonly title: string;
  /** Its filters and the moment. */
  readonly parameters: Parameters;
  /** Filters without which it cannot be asked. */
  readonly needs?: readonly string[];
  readonly headings: readonly Heading[];
  /** Of a kind that can have a sheet for each programme: the cell of the programme. */
  readonly byProgramme?: (cells: ExportRow) => CellValue | undefined;
  /** Of a kind that comes as a Word file, in the columns of a board. */
  readonly word?: true;
  /** Of a kind that comes as YAML. */
  readonly yaml?: ToYaml;
  batches(source: ExportSource): AsyncIterable<ExportPage>;
}

export function exportKind({ parameters, ...kind }: ExportKind): ExportKind {
  const paged: readonly string[] = Object.keys(PAGE);
  const asked = Object.entries({ ...parameters, ...MOMENT }).filter(([name]) => !paged.includes(name));
  return { ...kind, parameters: Object.fromEntries(asked) };
}
