import type { Names } from '../words/names.js';
import type { FormField } from './fields.js';
import type { Options } from './options.js';
import { idOf, MOST_ROWS, rowsIn, type SaidError, type Typed, textIn, textsIn } from './typed.js';
import type { Choosable, FormItem } from './words/form-words.js';

/** One field as the template draws it. */
export interface FieldView {
  readonly as: string;
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
  readonly value: string;
  readonly time?: string;
  readonly items?: readonly Choice[];
  /** The fields of a part, or of each row. */
  readonly parts?: readonly (readonly FieldView[])[];
  readonly timescale: boolean;
  readonly optional: boolean;
}

/** nhsuk's macros read `checked` of radios and `selected` of options. */
interface Choice extends Choosable {
  readonly hint?: { readonly text: string };
  readonly checked: boolean;
  readonly selected: boolean;
}

const choice = (option: Omit<Choice, 'checked' | 'selected'>, chosen: boolean): Choice => ({
  ...option,
  checked: chosen,
  selected: chosen,
});

interface Around {
  readonly typed: Typed;
  readonly options: Options;
  readonly errors: readonly SaidError[];
  readonly item: FormItem | undefined;
  readonly names: Names;
  /** Rows of each repeating part that are drawn empty, for more to be typed. */
  readonly spare: number;
}

/** At most so many values are drawn as radios. */
const MOST_RADIOS = 9;
const MOST_RADIOS_IN_ROW = 3;
/** A row of more fields is drawn empty once, and again with "More rows". */
const WIDE_ROW = 3;
const MOST_BOXES = 40;

export function fieldViews(fields: readonly FormField[], around: Around, prefix = ''): readonly FieldView[] {
  return fields.map((field) => fieldView(field, around, prefix + field.name));
}

function fieldView(field: FormField, around: Around, name: string): FieldView {
  const { words, control, required } = field;
  const { typed, options, errors } = around;
  const base = {
    id: idOf(name),
    name,
    label: words.label,
    hint: words.hint,
    error: errors.find((each) => each.name === name)?.text,
    value: textIn(typed, name),
    timescale: words.timescale === true,
    optional: !required,
  };
  const among = words.among && around.item ? words.among(around.item, around.names) : [];
  if (among.length > 0) return amongView(base, among);
  switch (control.as) {
    case 'part':
      return { ...base, as: 'part', parts: [fieldViews(control.fields, around, `${name}.`)] };
    case 'rows': {
      const sent = rowsIn(typed, name);
      const spare = control.fields.length > WIDE_ROW ? Math.floor(around.spare / 2) : around.spare;
      const next = sent.length === 0 ? 0 : Number(/\[(\d+)\]$/.exec(sent.at(-1) ?? '')?.[1] ?? 0) + 1;
      const empty = Array.from({ length: Math.max(0, Math.min(spare, MOST_ROWS - next)) }, (_, at) => next + at);
      const rows = [...sent, ...empty.map((index) => `${name}[${index}]`)];
      return { ...base, as: 'rows', parts: rows.map((row) => fieldViews(control.fields, around, `${row}.`)) };
    }
    case 'choice':
    case 'choices': {
      const items = control.values.flatMap((value) => choiceOf(value, field, textsIn(typed, name)));
      if (control.as === 'choices') return { ...base, as: 'boxes', items };
      // Radios in each row of many would push the other rows out of sight.
      const isInRow = name.includes('[') && items.length > MOST_RADIOS_IN_ROW;
      if (!isInRow && items.length <= MOST_RADIOS) return { ...base, as: 'radios', items };
      return { ...base, as: 'select', items: [choice({ value: '', text: 'Choose' }, false), ...items] };
    }
    case 'flag':
      return {
        ...base,
        as: 'radios',
        items: ['yes', 'no'].map((value) =>
          choice({ value, text: value === 'yes' ? 'Yes' : 'No' }, base.value === value),
        ),
      };
    case 'item':
    case 'items':
      return itemView(base, control.as, options[control.of], textsIn(typed, name));
    case 'moment':
      return { ...base, as: 'moment', time: textIn(typed, `${name}.time`) };
    case 'text':
    case 'texts':
      return { ...base, as: 'area' };
    default:
      return { ...base, as: 'line' };
  }
}

function choiceOf(value: string, { words }: FormField, chosen: readonly string[]): readonly Choice[] {
  const said = words.choices ? words.choices[value] : value;
  if (said === undefined) return [];
  const { text, hint } = typeof said === 'string' ? { text: said, hint: undefined } : said;
  return [choice({ value, text, ...(hint !== undefined && { hint: { text: hint } }) }, chosen.includes(value))];
}

function amongView(base: Omit<FieldView, 'as'>, among: readonly Choosable[]): FieldView {
  // What must be chosen among one is chosen.
  const isOnly = among.length === 1 && !base.optional && base.value === '';
  const items = among.map((option) => choice(option, isOnly || option.value === base.value));
  if (items.length <= MOST_RADIOS) return { ...base, as: 'radios', items };
  return { ...base, as: 'select', items: [choice({ value: '', text: 'Choose' }, false), ...items] };
}

function itemView(
  base: Omit<FieldView, 'as'>,
  as: 'item' | 'items',
  options: readonly Choosable[] | undefined,
  chosen: readonly string[],
): FieldView {
  if (!options || (as === 'items' && options.length > MOST_BOXES))
    return {
      ...base,
      as: 'line',
      hint: base.hint ?? (as === 'item' ? 'Its reference, such as SMI-A05' : 'References, with commas between them'),
      value: chosen.join(', '),
    };
  const known = options.map((option) => choice(option, chosen.includes(option.value)));
  if (as === 'items') return { ...base, as: 'boxes', items: known };
  const other = chosen.filter((value) => !options.some((option) => option.value === value));
  const typedOnly = other.map((value) => choice({ value, text: value }, true));
  return { ...base, as: 'select', items: [choice({ value: '', text: 'Choose' }, false), ...typedOnly, ...known] };
}
