import { type CommandRule, commandSchemas, type Kind, NOT_STATED } from '#domain/index.js';
import { CIRCUMSTANCES, type FieldWords, type FormWords } from './words/form-words.js';

/** How a field is typed, as its class says what it takes. */
export type Control =
  | { readonly as: 'line' | 'text' | 'texts' | 'flag' | 'moment' | 'number' | 'decimal' | 'period' | 'when' }
  | { readonly as: 'day'; readonly notStated: boolean }
  | { readonly as: 'choice' | 'choices'; readonly values: readonly string[] }
  | { readonly as: 'item' | 'items'; readonly of: Kind }
  | { readonly as: 'rows' | 'part'; readonly fields: readonly FormField[] };

export interface FormField {
  /** In the body, `reason`. */
  readonly name: string;
  readonly words: FieldWords;
  readonly control: Control;
  readonly required: boolean;
  /** `null` means none. */
  readonly nullable: boolean;
  readonly limit: number | undefined;
}

export interface FieldsOfForm {
  readonly own: readonly FormField[];
  readonly circumstances: readonly FormField[];
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly examples?: readonly string[];
  readonly maxLength?: number;
}

let known: Readonly<Record<string, Schema>> | undefined;
const schemas = () => (known ??= commandSchemas() as Readonly<Record<string, Schema>>);

/** A text of more characters than this is typed into an area. */
const LINE_LIMIT = 300;

type Rule = Pick<CommandRule, 'body'>;

/** The fields of a command: what they take from its class, what they are called from its words. */
export function fieldsOf(rule: Rule, words: FormWords, creation?: Rule, corrected = ''): FieldsOfForm {
  const schema = schemas()[rule.body.name] ?? {};
  const circumstances = Object.fromEntries(Object.entries(CIRCUMSTANCES).filter(([name]) => !(name in words.fields)));
  const fields = within(schema, words.fields);
  const value = words.corrects && creation && valueField(creation, corrected, words.corrects[corrected]);
  const own = value ? fields.flatMap((field) => (field.name === 'field' ? [field, value] : [field])) : fields;
  return { own, circumstances: within(schema, circumstances) };
}

/** A correction types its value with the control of the creation's field. */
function valueField({ body }: Rule, corrected: string, said: FieldWords | undefined): FormField | undefined {
  if (!said) return undefined;
  const [field] = within(schemas()[body.name] ?? {}, { [corrected]: said });
  const words = { ...said, now: said.now === undefined ? corrected : said.now };
  return field && { ...field, name: 'value', words, required: said.empties !== true, nullable: said.empties === true };
}

function within(schema: Schema, words: Readonly<Record<string, FieldWords>>): readonly FormField[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(words).map(([name, said]) => {
    const property = properties[name];
    if (!property) throw new Error(`The command has no field ${name}; take it out of the form's words.`);
    return {
      name,
      words: said,
      control: controlOf(property, said),
      required: required.includes(name) || said.required === true,
      nullable: typesOf(property).includes('null'),
      limit: property.maxLength,
    };
  });
}

function controlOf(property: Schema, words: FieldWords): Control {
  const part = partOf(property);
  if (part) return { as: 'part', fields: within(part, words.within ?? {}) };
  const types = typesOf(property);
  if (types.includes('array')) return listControl(property.items ?? {}, words);
  if (property.enum) return { as: 'choice', values: property.enum };
  if (property.anyOf?.some(({ format }) => format === 'date')) return { as: 'day', notStated: true };
  if (property.format === 'date') return { as: 'day', notStated: false };
  if (property.format === 'date-time') return { as: 'moment' };
  if (types.includes('boolean')) return { as: 'flag' };
  if (types.includes('integer')) return { as: 'number' };
  if (types.includes('number')) return { as: types.includes('string') ? 'decimal' : 'number' };
  if (property.examples?.includes(NOT_STATED)) return { as: 'when' };
  if (words.period) return { as: 'period' };
  if (words.of) return { as: 'item', of: words.of };
  return { as: (property.maxLength ?? 0) > LINE_LIMIT && !words.timescale ? 'text' : 'line' };
}

function listControl(items: Schema, words: FieldWords): Control {
  const part = partOf(items);
  if (part) return { as: 'rows', fields: within(part, words.within ?? {}) };
  if (items.enum) return { as: 'choices', values: items.enum };
  return words.of ? { as: 'items', of: words.of } : { as: 'texts' };
}

/** The object that a property is, or may be where text alone stands for it. */
function partOf({ $ref, anyOf }: Schema): Schema | undefined {
  const name = ($ref ?? anyOf?.find((each) => each.$ref)?.$ref)?.split('/').pop();
  return name === undefined ? undefined : schemas()[name];
}

const typesOf = ({ type, anyOf = [] }: Schema): readonly string[] =>
  type === undefined ? anyOf.flatMap(typesOf) : typeof type === 'string' ? [type] : type;
