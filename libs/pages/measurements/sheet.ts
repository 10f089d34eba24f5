import { type CalendarDate, REPORTS } from '#domain/index.js';
import type { FieldError } from '#errors/index.js';
import { formFor } from '../forms/forms.js';
import type { OfferedForm } from '../forms/offered.js';
import { bodyOf, idOf, sayErrors, type Typed, textIn } from '../forms/typed.js';
import { isPast } from '../frame/moment.js';
import type { PageContext } from '../frame/page.js';

const FIGURES = ['value', 'numerator', 'denominator'] as const;
const FIELDS = [...FIGURES, 'status'] as const;
const FIGURE = new RegExp(`^(.+)\\.(?:${FIGURES.join('|')})$`);

/** `id` is the field that the error summary links to. */
export interface SheetError {
  readonly ref: string;
  readonly name: string;
  readonly id: string;
  readonly text: string;
}

/** The form whose fields the rows of a sheet have. */
export function figureForm() {
  const form = formFor('target', 'record-measurement');
  if (!form) throw new Error('The form of record-measurement is gone; the sheet of figures is made of its fields.');
  return form;
}

const fieldsOfRow = () =>
  figureForm()
    .fields()
    .own.filter(({ name }) => FIELDS.some((each) => each === name));

export const rowOf = (typed: Typed, ref: string): Readonly<Record<string, string>> =>
  Object.fromEntries(FIELDS.map((name) => [name, textIn(typed, `${ref}.${name}`)]));

/** Rows of a sheet in which a figure was typed, by their targets. */
export const typedRows = (typed: Typed, most: number): readonly string[] =>
  [...new Set(Object.keys(typed).flatMap((name) => FIGURE.exec(name)?.[1] ?? []))]
    .filter((ref) => FIGURES.some((name) => textIn(typed, `${ref}.${name}`) !== ''))
    .slice(0, most);

/** The body of the row's command, as the API would take it. */
export const bodyOfRow = (typed: Typed, ref: string, period: string, today: CalendarDate) => ({
  ...bodyOf(fieldsOfRow(), rowOf(typed, ref), today),
  period,
});

/** An error that names none of the row's fields stands at its figure. */
export const rowErrors = (typed: Typed, ref: string, errors: readonly FieldError[]): readonly SheetError[] =>
  sayErrors(fieldsOfRow(), rowOf(typed, ref), errors).map(({ name, text }) => {
    const at = FIELDS.some((each) => each === name) ? name : 'value';
    return { ref, name: at, id: idOf(`${ref}.${at}`), text };
  });

/** The link to the sheet, for whoever may record figures. */
export function sheetOf({ moment, signedIn }: PageContext, programme?: string): readonly OfferedForm[] {
  if (isPast(moment) || !REPORTS.some((role) => signedIn.roles.includes(role))) return [];
  const query = programme ? `?${new URLSearchParams({ programme })}` : '';
  return [{ text: 'Record the figures of a period', href: `/measurements${query}` }];
}
