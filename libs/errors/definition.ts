/** The statuses that an error of ours may have over HTTP. */
export type HttpStatus = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 414 | 415 | 422 | 425 | 429 | 500 | 503;

/** A field of a command or a query that is wrong, by its path in the body, `affects[0].as`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** The TypeScript type of each kind of field, by the name that the documentation prints. */
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

/** The fields of an error by name; the type of one that not every case has ends in `?`. */
export type FieldSpec = Readonly<Record<string, FieldType | `${FieldType}?`>>;

/** What there is to know of a code: its status over HTTP, what it means, and the data that comes with it. */
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

/** The data that an error carries, as its specification says. */
export type FieldsFor<Spec> = {
  readonly [Name in Exclude<keyof Spec, OptionalIn<Spec>>]: TypeNamed<Spec[Name]>;
} & { readonly [Name in OptionalIn<Spec>]?: TypeNamed<Spec[Name]> };

/** What a body, a parameter or a header gave, and where. */
export const NAMED = { field: 'string' } as const;
export const GIVEN = { field: 'string', value: 'string' } as const;
export const WRONG_FIELDS = { errors: 'errors' } as const;
