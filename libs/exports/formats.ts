import { parameter } from '#read-store/index.js';
import type { ExportKind } from './model/export-kind.js';

export const FORMATS = ['csv', 'xlsx', 'docx', 'yaml'] as const;
export type ExportFormat = (typeof FORMATS)[number];

export const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  yaml: 'application/yaml',
} as const satisfies Record<ExportFormat, string>;

/** What only some formats take. */
export const OPTIONS = {
  bom: parameter.oneOf('Of CSV: 1 puts a byte order mark before it, by which Excel knows UTF-8.', ['0', '1']),
  sheets: parameter.oneOf('Of Excel: a sheet for each programme, or one for all.', ['one', 'programme']),
} as const;

export const formatsOf = ({ word, yaml }: ExportKind): readonly ExportFormat[] => [
  ...(['csv', 'xlsx'] as const),
  ...(word ? (['docx'] as const) : []),
  ...(yaml ? (['yaml'] as const) : []),
];
