import type { CalendarDate, Timescale } from '#domain/index.js';
import type { ReadField, Sure, UnderstoodItem } from '../model/items.js';
import { type Place, sayPlace } from '../model/place.js';
import type { SourceDocument } from '../model/source-document.js';
import type {
  Account,
  Choice,
  Programme,
  Question,
  QuestionCode,
  UnderstandOptions,
  UnderstoodTable,
} from '../model/understood.js';

export interface PresentPerson {
  readonly initials: string;
  readonly name: string;
  readonly place: Place;
}

export interface DateOfDocument {
  readonly date: CalendarDate;
  /** False where the document says none, and the day is only a basis for years. */
  readonly isKnown: boolean;
}

/** Meaning of each colour, by its word in small letters: what a legend says. */
export type Legend = ReadonlyMap<string, string>;

/** What is known of the whole document, and what has been understood of it so far. */
export interface Gathering {
  readonly document: SourceDocument;
  readonly options: UnderstandOptions;
  readonly dated: DateOfDocument;
  readonly people: readonly PresentPerson[];
  readonly legend: Legend;
  /** Which comes first in dates of figures, where other dates of the document tell. */
  readonly dateOrder: 'day-first' | 'month-first' | undefined;
  /** "2019/20", where the title of a document without a date names one. */
  readonly financialYear?: string;
  /** Readings made already, by text and context: a column repeats its texts. */
  readonly readings: Map<string, Timescale>;
  /** Names in the texts of owners, which a column repeats too. */
  readonly names: Map<string, readonly string[]>;
  readonly items: UnderstoodItem[];
  readonly accounts: Account[];
  readonly questions: Question[];
  readonly tables: UnderstoodTable[];
  readonly programmes: Programme[];
}

export function field<Value = string>(
  value: Value,
  written: string,
  place: Place,
  sure: Sure,
  why: string,
): ReadField<Value> {
  return { value, written, place, sure, why };
}

/** Unique within the document, and the same when it is read again. */
export function keyAt(place: Place, part = 0): string {
  const { sheet, row, line, table, paragraph } = place;
  let key = sheet ?? '';
  const add = (text: string) => {
    key = key === '' ? text : `${key}-${text}`;
  };
  // Rows of a page without line breaks share a line.
  if (table !== undefined) {
    add(`t${table}`);
    if (row) add(`r${row}`);
  } else {
    if (line) add(`l${line}`);
    if (paragraph) add(`p${paragraph}`);
  }
  return part > 0 ? `${key}.${part}` : key;
}

const questionId = (code: QuestionCode, place: Place) =>
  [code, keyAt(place), place.column && `c${place.column}`].filter((part) => part).join('-');

/** What somebody answered to the question of this place, whether it was asked in this reading or not. */
export const answerTo = ({ options }: Gathering, code: QuestionCode, place: Place): string | undefined =>
  options.answers?.[questionId(code, place)];

export function ask(
  gathering: Gathering,
  code: QuestionCode,
  place: Place,
  text: string,
  items: readonly string[],
  choices: readonly Choice[],
): string | undefined {
  const id = questionId(code, place);
  const answer = answerTo(gathering, code, place);
  if (gathering.questions.some((question) => question.id === id)) return answer;
  const isAnswered = answer !== undefined && choices.some(({ value }) => value === answer);
  if (!isAnswered) gathering.questions.push({ id, code, text: `${said(place)}: ${text}`, place, items, choices });
  return isAnswered ? answer : undefined;
}

function said(place: Place): string {
  const text = sayPlace(place);
  return text === '' ? 'The document' : text.charAt(0).toUpperCase() + text.slice(1);
}

export const isBlank = (text: string) => /^[\s\-–—._]*$/.test(text);

/** "n/a" and a dash say that there is nothing. */
export const isNone = (text: string) =>
  isBlank(text) || /^(?:n\s*\/?\s*a|none|nil|not applicable)\.?$/i.test(text.trim());

/** Without the marks of footnotes at its end. */
export const withoutMarks = (text: string) => text.replace(/\s*(?:[*†‡⁰¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\])+\s*$/u, '').trim();
