export type HttpStatus = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 414 | 415 | 422 | 425 | 429 | 500 | 503;

/** The path is that of the body, such as `affects[0].as`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

interface FieldTypes {
  string: string;
  number: number;
  'string or null': string | null;
  'string or number': string | number;
  object: object;
  'string[]': readonly string[];
  'number[]': readonly number[];
  'object[]': readonly object[];
  errors: readonly FieldError[];
  unknown: unknown;
}
type FieldType = keyof FieldTypes;

/** A type that ends in `?` marks a field that some cases lack. */
export type FieldSpec = Readonly<Record<string, FieldType | `${FieldType}?`>>;

export interface ErrorDefinition<Fields extends FieldSpec = FieldSpec> {
  readonly status: HttpStatus;
  readonly meaning: string;
  readonly fields: Fields;
}

export function define<const Fields extends FieldSpec = Record<never, never>>(
  status: HttpStatus,
  meaning: string,
  fields: Fields = {} as Fields,
): ErrorDefinition<Fields> {
  return { status, meaning, fields };
}

type TypeNamed<Name> = Name extends `${infer Type extends FieldType}?`
  ? FieldTypes[Type] | undefined
  : Name extends FieldType
    ? FieldTypes[Name]
    : never;

type OptionalIn<Spec> = { [Name in keyof Spec]: Spec[Name] extends `${string}?` ? Name : never }[keyof Spec];

export type FieldsFor<Spec> = {
  readonly [Name in Exclude<keyof Spec, OptionalIn<Spec>>]: TypeNamed<Spec[Name]>;
} & { readonly [Name in OptionalIn<Spec>]?: TypeNamed<Spec[Name]> };

export const NAMED = { field: 'string' } as const;
export const GIVEN = { field: 'string', value: 'string' } as const;
export const WRONG_FIELDS = { errors: 'errors' } as const;
