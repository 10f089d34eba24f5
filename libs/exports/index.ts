export { type ExportFile, openExport, parametersOf } from './export-file.js';
export { EXPORTS } from './export-kinds.js';
export { CONTENT_TYPES, FORMATS, formatsOf } from './formats.js';
export type { ExportKind } from './model/export-kind.js';
