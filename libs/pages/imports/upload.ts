import type { CalendarDate } from '#domain/index.js';
import type { Document } from '#imports/index.js';
import { type SaidError, type Typed, textIn } from '../forms/typed.js';
import { readDay } from '../frame/moment.js';

interface Sent {
  readonly typed: Typed;
  /** Without bytes where it was larger than what is read. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array | undefined } | undefined;
  /** Fields that were longer than what is taken. */
  readonly cut: ReadonlySet<string> | undefined;
  readonly today: CalendarDate;
}

export type Given =
  | { readonly document: Document; readonly isPasted: boolean }
  | { readonly status: number; readonly errors: readonly SaidError[] };

const UNPROCESSABLE = 422;
const TOO_LARGE = 413;

/** The document that a form brings: its file, or what was pasted. */
export function uploadedIn({ typed, file, cut, today }: Sent): Given {
  const [text, name, typedDate] = [textIn(typed, 'text'), textIn(typed, 'name'), textIn(typed, 'date')];
  const date = typedDate === '' ? undefined : readDay(typedDate, today);
  if (file && !file.bytes)
    return { status: TOO_LARGE, errors: [error('file', 'It is larger than 50 MB. Leave out pictures, or split it')] };
  if (cut?.has('text'))
    return { status: TOO_LARGE, errors: [error('text', 'It is longer than 1 MB. Save it as a file, and choose that')] };
  const errors = [
    ...(!file && text === '' ? [error('file', 'Choose a file, or paste a table or an e-mail')] : []),
    ...(file && text !== '' ? [error('text', 'Choose a file or paste a text, not both')] : []),
    ...(name.length > MOST_NAME ? [error('name', `Enter at most ${MOST_NAME} characters`)] : []),
    ...(typedDate !== '' && !date ? [error('date', 'Enter a day, such as 9 March 2018, or leave it empty')] : []),
  ];
  if (errors.length > 0) return { status: UNPROCESSABLE, errors: file ? [...errors, ...chooseAgain] : errors };
  const dated = date ? { date } : {};
  if (file?.bytes) return { document: { bytes: file.bytes, name: file.name, ...dated }, isPasted: false };
  return { document: { bytes: new TextEncoder().encode(text), name: nameOf(name, today), ...dated }, isPasted: true };
}

const MOST_NAME = 200;
const error = (field: string, text: string): SaidError => ({ name: field, id: field, text });
/** No browser gives a file back to a form. */
const chooseAgain = [error('file', 'Choose your document again')];

const nameOf = (name: string, today: CalendarDate) =>
  name === '' ? `Pasted on ${today}.txt` : /\.\w{2,4}$/.test(name) ? name : `${name}.txt`;
