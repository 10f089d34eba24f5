import { type Names, nameOf } from '../words/names.js';
import type { FormField } from './fields.js';
import type { Form } from './form.js';
import { rowsIn, type Typed, textIn, textsIn, typedFrom } from './typed.js';
import type { FormItem } from './words/form-words.js';

/** A field that was typed, in words, with what stood before. */
export interface SaidField {
  readonly label: string;
  readonly before?: string | undefined;
  readonly after: string;
  readonly id?: string;
}

/** Leaves out fields that were left empty. */
export function saidFields(form: Form, typed: Typed, item: FormItem | undefined, names: Names): readonly SaidField[] {
  const { own, circumstances } = form.fields(typed);
  const stood = item ? typedFrom(own, item) : {};
  return [...own, ...circumstances].flatMap((field) => said(field, typed, stood, names, field.name, ''));
}

function said(
  field: FormField,
  typed: Typed,
  stood: Typed,
  names: Names,
  name: string,
  within: string,
): readonly SaidField[] {
  const { control, words } = field;
  const label = within ? `${within}: ${words.label.toLowerCase()}` : words.label;
  if (control.as === 'part')
    return control.fields.flatMap((inner) => said(inner, typed, stood, names, `${name}.${inner.name}`, words.label));
  if (control.as === 'rows')
    return rowsIn(typed, name).flatMap((row, index) =>
      control.fields.flatMap((inner) =>
        said(inner, typed, {}, names, `${row}.${inner.name}`, `${words.label} ${index + 1}`),
      ),
    );
  const after = valueIn(field, typed, name, names);
  if (after === '') return [];
  const before = valueIn(field, stood, name, names);
  return [{ label, after, before: before !== '' && before !== after ? before : undefined, id: name }];
}

function valueIn({ control, words }: FormField, typed: Typed, name: string, names: Names): string {
  const values = textsIn(typed, name);
  switch (control.as) {
    case 'item':
    case 'items':
      return values.map((value) => nameOf(names, value)).join(', ');
    case 'choice':
    case 'choices':
      return values.map((value) => choiceText(words.choices?.[value] ?? value)).join(', ');
    case 'moment':
      return [textIn(typed, name), textIn(typed, `${name}.time`)].filter(Boolean).join(', ');
    case 'flag':
      return textIn(typed, name) === 'yes' ? 'Yes' : textIn(typed, name) === 'no' ? 'No' : '';
    default:
      return words.timescale && values[0] ? `“${values[0]}”` : values.join(', ');
  }
}

const choiceText = (said: string | { readonly text: string }): string => (typeof said === 'string' ? said : said.text);
