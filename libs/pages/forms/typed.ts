import { type CalendarDate, instantInLondon, NOT_STATED } from '#domain/index.js';
import type { FieldError } from '#errors/index.js';
import { readDay } from '../frame/moment.js';
import { day, shortPeriod, time } from '../words/dates.js';
import type { FormField } from './fields.js';
import { readPeriod } from './read-period.js';

/** The fields of a form as they were typed, by their names in it. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;

type Body = Record<string, unknown>;

/** At most so many rows of a part that repeats are read from a form. */
export const MOST_ROWS = 50;

export const textIn = (typed: Typed, name: string): string => {
  const value = typed[name];
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
};
export const textsIn = (typed: Typed, name: string): readonly string[] => {
  const value = typed[name] ?? [];
  return (typeof value === 'string' ? [value] : value).map((each) => each.trim()).filter((each) => each !== '');
};

/** Leaves what cannot be read as it was typed, so that the command class refuses it. */
export function bodyOf(fields: readonly FormField[], typed: Typed, today: CalendarDate, prefix = ''): Body {
  const body: Body = {};
  for (const field of fields) {
    const value = bodyValue(field, typed, today, prefix + field.name);
    if (value !== undefined) body[field.name] = value;
  }
  return body;
}

function bodyValue(field: FormField, typed: Typed, today: CalendarDate, name: string): unknown {
  const { control, nullable, words } = field;
  const none = words.empties ? [] : undefined;
  switch (control.as) {
    case 'part':
      return filled(bodyOf(control.fields, typed, today, `${name}.`)) ?? (nullable ? null : undefined);
    case 'rows': {
      const rows = rowsIn(typed, name).flatMap((row) => filled(bodyOf(control.fields, typed, today, `${row}.`)) ?? []);
      return rows.length > 0 ? rows : none;
    }
    case 'items':
    case 'choices': {
      const chosen = textsIn(typed, name).flatMap((each) => each.split(/[\s,]+/));
      return chosen.length > 0 ? chosen : none;
    }
    case 'texts': {
      const texts = textIn(typed, name)
        .split('\n')
        .flatMap((each) => each.trim() || []);
      return texts.length > 0 ? texts : none;
    }
    case 'moment':
      return momentIn(textIn(typed, name), textIn(typed, `${name}.time`), today);
  }
  const text = textIn(typed, name);
  if (text === '') return nullable ? null : undefined;
  switch (control.as) {
    case 'day':
      if (control.notStated && IS_NOT_STATED.test(text)) return NOT_STATED;
      return readDay(text, today) ?? text;
    case 'flag':
      return text === 'yes' ? true : text === 'no' ? false : text;
    case 'number':
      return /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : text;
    case 'decimal':
      return text.replace(/\s*%$/, '').replace(/,(?=\d{3}(?!\d))/g, '');
    case 'period':
      return readPeriod(text) ?? text;
    case 'item':
      return text.toUpperCase();
    case 'when':
      return IS_NOT_STATED.test(text) ? NOT_STATED : (readDay(text, today) ?? readPeriod(text) ?? text);
    default:
      return text;
  }
}

const IS_PERIOD = /^\d{4}(?!-\d\d-\d\d)/;
const IS_NOT_STATED = /^not[ -]stated$/i;

const filled = (body: Body): Body | undefined => (Object.keys(body).length > 0 ? body : undefined);

/** The names of the rows that were sent, `conditions[0]`, in their order. */
export function rowsIn(typed: Typed, name: string): readonly string[] {
  const rows = new Set<number>();
  for (const key of Object.keys(typed)) {
    if (!key.startsWith(`${name}[`)) continue;
    const index = /^(\d{1,3})\]/.exec(key.slice(name.length + 1))?.[1];
    if (index !== undefined && Number(index) < MOST_ROWS) rows.add(Number(index));
  }
  return [...rows].sort((one, other) => one - other).map((index) => `${name}[${index}]`);
}

/** Takes a day and a time of day in London; either alone stays text. */
function momentIn(typedDay: string, time: string, today: CalendarDate): string | undefined {
  if (typedDay === '' && time === '') return undefined;
  const on = readDay(typedDay, today);
  const at = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(time);
  if (!on || !at) return `${typedDay} ${time}`.trim();
  const [, hours = '', minutes = '00', half] = at;
  const hour = (Number(hours) % (half ? 12 : 24)) + (half?.toLowerCase() === 'pm' ? 12 : 0);
  return instantInLondon(on, `${String(hour).padStart(2, '0')}:${minutes}`) ?? `${typedDay} ${time}`;
}

/** Prefills a form from the item's answer. */
export function typedFrom(fields: readonly FormField[], item: object): Typed {
  const typed: Record<string, string | readonly string[]> = {};
  for (const { name, words, control } of fields) {
    if (words.now === null) continue;
    const value = valueAt(item, words.now ?? name);
    if (value === undefined || value === null) continue;
    if (control.as === 'part') Object.assign(typed, under(`${name}.`, typedFrom(control.fields, value)));
    else if (control.as === 'rows')
      for (const [index, row] of (value as readonly object[]).entries())
        Object.assign(typed, under(`${name}[${index}].`, typedFrom(control.fields, row)));
    else if (typeof value === 'object' && 'text' in value) typed[name] = String(value.text);
    else if (control.as === 'period') typed[name] = shortPeriod(String(value)).replace('\u00a0', ' ');
    else if (control.as === 'flag') typed[name] = value === true ? 'yes' : 'no';
    else if (control.as === 'moment')
      Object.assign(typed, { [name]: day(String(value)), [`${name}.time`]: time(String(value)) });
    else if (control.as === 'day') typed[name] = day(String(value));
    else if (control.as === 'when') typed[name] = (IS_PERIOD.test(String(value)) ? shortPeriod : day)(String(value));
    else if (control.as === 'items' || control.as === 'choices') typed[name] = (value as unknown[]).map(String);
    else if (control.as === 'texts') typed[name] = (value as unknown[]).join('\n');
    else if (typeof value === 'string' || typeof value === 'number') typed[name] = String(value);
  }
  return typed;
}

const under = (prefix: string, typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [prefix + name, value]));

const valueAt = (item: object, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (within, name) => (typeof within === 'object' && within !== null ? Reflect.get(within, name) : undefined),
      item,
    );

/** `id` is the field that the error summary links to. */
export interface SaidError {
  readonly text: string;
  readonly id: string;
  readonly name: string;
}

/** Fields that the form asks and the command would let pass, where they were left empty. */
export const missingIn = (fields: readonly FormField[], typed: Typed): readonly FieldError[] =>
  fields
    .filter(({ words, name }) => words.required && textsIn(typed, name).length === 0)
    .map(({ name }) => ({ field: name, message: 'must be given' }));

export const idOf = (name: string): string => name.replace(/[^\w-]+/g, '-').replace(/-+$/, '');

export function sayErrors(
  fields: readonly FormField[],
  typed: Typed,
  errors: readonly FieldError[],
): readonly SaidError[] {
  const said = errors.map(({ field, message }) => {
    const found = fieldAt(fields, asSent(typed, field));
    const name = found?.name ?? field;
    return { name, id: idOf(name), text: found ? sayError(found.field, typed, name, message) : message };
  });
  // A value that breaks several rules is said once.
  return said.filter(({ name }, index) => said.findIndex((other) => other.name === name) === index);
}

/** The body has no empty rows, so an error's index counts the filled ones. */
const asSent = (typed: Typed, path: string): string =>
  path.replace(/^([^.[]+)\[(\d+)\]/, (whole, name: string, index: string) => {
    const isFilled = (row: string) =>
      Object.keys(typed).some((key) => key.startsWith(`${row}.`) && textIn(typed, key) !== '');
    return rowsIn(typed, name).filter(isFilled)[Number(index)] ?? whole;
  });

/** The error summary follows the order of the page. */
export const inOrder = (fields: readonly FormField[], errors: readonly SaidError[]): readonly SaidError[] => {
  const place = ({ name }: SaidError) =>
    fields.findIndex(
      (field) => name === field.name || name.startsWith(`${field.name}[`) || name.startsWith(`${field.name}.`),
    );
  return [...errors].sort((one, other) => place(one) - place(other));
};

function sayError({ words, control }: FormField, typed: Typed, name: string, message: string): string {
  const label = words.label.replace(/[?,.].*$/s, '');
  const empty = textsIn(typed, name).length === 0 && rowsIn(typed, name).length === 0;
  const chosen = ['choice', 'choices', 'item', 'items', 'flag'].includes(control.as);
  if (empty) return words.missing ?? `${chosen ? 'Choose' : 'Enter'}: ${label.toLowerCase()}`;
  if (control.as === 'day') return `${label}: enter a day, such as 9 March 2018`;
  if (control.as === 'period') return `${label}: enter a month, quarter or year, such as July 2018 or 2018/19`;
  if (control.as === 'decimal') return `${label}: enter a figure, such as 75.9`;
  if (control.as === 'moment') return `${label}: enter a day and a time, such as 9 March 2018 and 2pm`;
  return `${label} ${message.replace(/^[\w.[\]]+ (?=must|may|is|has|holds)/, '')}`;
}

/** The field that an error's path names, `conditions[0].text`, or the nearest one above it. */
function fieldAt(
  fields: readonly FormField[],
  path: string,
  prefix = '',
): { readonly field: FormField; readonly name: string } | undefined {
  const [, head = '', index = '', rest = ''] = /^([^.[]+)(\[\d+\])?\.?(.*)$/.exec(path) ?? [];
  const field = fields.find(({ name }) => name === head);
  if (!field) return undefined;
  const name = `${prefix}${head}${index}`;
  const { control } = field;
  const inner = 'fields' in control && rest !== '' ? fieldAt(control.fields, rest, `${name}.`) : undefined;
  return inner ?? { field, name: control.as === 'items' || control.as === 'texts' ? `${prefix}${head}` : name };
}
