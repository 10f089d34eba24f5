declare const ANSWER: unique symbol;

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A JSON Schema with the TypeScript type that it describes: a phantom type, without a value at run time. */
export interface AnswerSchema<out Answer> extends JsonSchema {
  readonly [ANSWER]: Answer;
}

/** The TypeScript type that a JSON Schema describes. */
export type AnswerOf<S> = S extends { readonly [ANSWER]: infer Answer } ? Answer : never;

export type Properties = Readonly<Record<string, AnswerSchema<unknown>>>;

type Flat<T> = { [Name in keyof T]: T[Name] };

/** The object type of property schemas; those named in `Optional` may be left out. */
export type ObjectOf<P, Optional = never> = Flat<
  { readonly [Name in keyof P as Exclude<Name, Optional>]: AnswerOf<P[Name]> } & {
    readonly [Name in keyof P as Extract<Name, Optional>]?: AnswerOf<P[Name]>;
  }
>;

export interface ObjectSchema<out Answer> extends AnswerSchema<Answer> {
  readonly properties: Properties;
  readonly required: readonly string[];
}

/** States what type a JSON Schema describes; only here does nothing check that the two agree. */
export const schemaOf = <Answer>(schema: JsonSchema) => schema as AnswerSchema<Answer>;

export const oneOf = <const Value extends string | number>(values: readonly Value[]) =>
  schemaOf<Value>({ enum: values });
export const exactly = <const Value extends string | number | boolean>(value: Value) =>
  schemaOf<Value>({ const: value });
export const listOf = <Answer>(items: AnswerSchema<Answer>) => schemaOf<readonly Answer[]>({ type: 'array', items });
export const anyOf = <S extends readonly AnswerSchema<unknown>[]>(...schemas: S) =>
  schemaOf<AnswerOf<S[number]>>({ anyOf: schemas });
export const orNull = <Answer>(schema: AnswerSchema<Answer>) =>
  schemaOf<Answer | null>({ anyOf: [schema, { type: 'null' }] });

const objectSchema = <Answer>(schema: Pick<ObjectSchema<Answer>, 'properties' | 'required'> & JsonSchema) =>
  schema as ObjectSchema<Answer>;

/** Closed object schema: every field required unless optional, absent values are null. */
export function object<P extends Properties, const Optional extends keyof P & string = never>(
  properties: P,
  optional: readonly Optional[] = [],
): ObjectSchema<ObjectOf<P, Optional>> {
  const required = Object.keys(properties).filter((name) => !(optional as readonly string[]).includes(name));
  return objectSchema<ObjectOf<P, Optional>>({ type: 'object', properties, required, additionalProperties: false });
}

/** An object schema with more properties, all of them required. */
export function extended<Answer, P extends Properties>(
  schema: ObjectSchema<Answer>,
  more: P,
): ObjectSchema<Answer & ObjectOf<P>> {
  const { properties, required } = schema;
  return objectSchema<Answer & ObjectOf<P>>({
    ...schema,
    properties: { ...properties, ...more },
    required: [...required, ...Object.keys(more)],
  });
}

/** Properties that share one schema. */
export const propertiesOf = <Name extends string, S>(names: readonly Name[], schema: S) =>
  Object.fromEntries(names.map((name) => [name, schema])) as Readonly<Record<Name, S>>;
