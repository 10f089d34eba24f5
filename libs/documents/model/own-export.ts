/** Headings under which the ledger exports, and by which an import knows its own files and reads them to the letter. */
export const OWN = {
  reference: 'Reference',
  programme: 'Programme',
  action: 'Action',
  milestone: 'Milestone',
  measure: 'Measure',
  decision: 'Decision',
  description: 'Description',
  lead: 'Lead',
  timescale: 'Timescale',
  due: 'Due',
  status: 'Status',
  unit: 'Unit',
  period: 'Period',
  level: 'Level',
  condition: 'Condition of the level',
  measured: 'Measured',
  /** Of YAML, which has the points of a target in one field. */
  trajectory: 'Trajectory',
  qualifier: 'Qualifier',
  asOfEvent: 'As of event',
  asOf: 'As of',
} as const;

/** The sheet that says what a workbook stands on. */
export const ABOUT_SHEET = 'About this export';

export const isOwnHeader = (texts: readonly string[]): boolean =>
  texts.includes(OWN.asOfEvent) && texts.includes(OWN.asOf);

/** What a spreadsheet takes for a formula at the start of a cell. */
const FORMULA = /^'*[=+\-@\t\r\n]/;

/** An apostrophe before it keeps a spreadsheet from reading a text as a formula (CSV injection). */
export const neutralised = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Undoes `neutralised`. */
export const asExported = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);
