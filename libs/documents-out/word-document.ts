/** A document before it is a file: text alone, so that who makes it needs to know nothing of Word. */
export interface WordDocument {
  readonly title: string;
  /** Above the title, small. */
  readonly caption?: string;
  /** At the head of every sheet, such as that the data are invented. */
  readonly header?: string;
  /** At the foot of every sheet, before the number of the page. */
  readonly footer: string;
  readonly parts: readonly WordPart[];
}

export type WordPart =
  | { readonly heading: string }
  | { readonly lines: readonly WordLine[] }
  | { readonly columns: readonly WordColumn[]; readonly rows: readonly WordRow[] };

/** A paragraph; an end of line in it breaks the line. */
export type WordLine = string | { readonly text: string; readonly strong: true };

export interface WordColumn {
  readonly text: string;
  /** Its share of the width, in hundredths. */
  readonly share: number;
}

/** One cell a column, each of its paragraphs. */
export type WordRow = readonly (readonly WordLine[])[];

/** What XML 1.0 cannot hold, by which a file would not open. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text that every reader of XML takes: what it cannot hold, a lone surrogate included, is shown as U+FFFD. */
export const inXml = (text: string): string => text.replace(NOT_IN_XML, '\u{FFFD}');

/** Its lines, each as XML can hold it. */
export const linesOf = (text: string): readonly string[] => inXml(text).split(/\r\n|[\r\n\u{2028}\u{2029}]/u);
