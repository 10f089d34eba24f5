import { ArrayMaxSize, IsArray, isURL, ValidateBy, type ValidationOptions } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { FIRST_YEAR, isCalendarDate, isInstant, isOccurredAt, LAST_YEAR, NOT_STATED, spanOf } from './calendar.js';
import { isReadable } from './readable.js';

/** Limits on what people write, in characters. */
export const LIMITS = { line: 300, text: 10_000, link: 2000, reference: 40, prefix: 30, list: 100 } as const;

type Check = (value: unknown) => boolean;
type Schema = Exclude<Parameters<typeof JSONSchema>[0], (...given: never[]) => unknown>;

/** A decorator that checks one field and describes it to the schema: for rules of our own. */
export function field(name: string, check: Check, message: string, schema: Schema, options?: ValidationOptions) {
  const validate = ValidateBy(
    { name, validator: { validate: check, defaultMessage: () => `$property ${message}` } },
    options,
  );
  // In place of what is derived from the TypeScript type, which for a union would be a reference to no schema.
  const describe = JSONSchema(() => schema);
  return (target: object, property: string) => {
    validate(target, property);
    if (!options?.each) describe(target, property);
  };
}

/** A line of text: a title, a name. */
export const IsLine = (limit: number = LIMITS.line) =>
  field(
    'isLine',
    (value) => isReadable(value, limit) && !/[\r\n]/.test(value),
    `must be one line of text, 1 to ${limit} characters, without control characters`,
    { type: 'string', minLength: 1, maxLength: limit },
  );

/** Text of several lines: a reason, a narrative. */
export const IsText = (limit: number = LIMITS.text) =>
  field(
    'isText',
    (value) => isReadable(value, limit),
    `must be text, 1 to ${limit} characters, without control characters`,
    {
      type: 'string',
      minLength: 1,
      maxLength: limit,
    },
  );

/** An address on the web. */
export const IsLink = () =>
  field(
    'isLink',
    (value) =>
      isReadable(value, LIMITS.link) &&
      isURL(value, {
        protocols: ['http', 'https'],
        require_protocol: true,
        require_tld: false,
        allow_underscores: true,
        allow_trailing_dot: true,
      }),
    `must be a whole address of the web, at most ${LIMITS.link} characters: http:// or https://, then the name of a host`,
    { type: 'string', format: 'uri', maxLength: LIMITS.link, examples: ['https://example.org/minutes.pdf'] },
  );

/** A reference to be given to something new: capitals, digits and hyphens. */
export const IsNewReference = (limit: number = LIMITS.reference) => {
  const reference = new RegExp(`^[A-Z0-9][A-Z0-9-]{0,${limit - 1}}$`);
  return field(
    'isNewReference',
    (value) => typeof value === 'string' && reference.test(value),
    `must be a reference of 1 to ${limit} capitals, digits and hyphens, such as SMI-A05`,
    { type: 'string', pattern: reference.source },
  );
};

const isItem: Check = (value) => isReadable(value, LIMITS.reference) && !/\s/.test(value);

/** Something that exists, by its id or its reference. */
export const IsItem = (options?: ValidationOptions) =>
  field(
    'isItem',
    isItem,
    'must be the id or the reference of an item, such as SMI-A05',
    { type: 'string', minLength: 1, maxLength: LIMITS.reference },
    options,
  );

/** A list of items, each by its id or its reference. */
export const IsItems = (limit: number = LIMITS.list) => {
  const items = { type: 'string' as const, minLength: 1, maxLength: LIMITS.reference };
  const decorators = [
    IsArray(),
    ArrayMaxSize(limit),
    IsItem({ each: true }),
    JSONSchema((schema) => ({ ...schema, items })),
  ];
  return (target: object, property: string) => {
    for (const decorate of decorators) decorate(target, property);
  };
};

export const IsDay = () =>
  field('isDay', isCalendarDate, `must be a real date between ${FIRST_YEAR} and ${LAST_YEAR}, such as 2018-03-09`, {
    type: 'string',
    format: 'date',
  });

export const IsMoment = () =>
  field('isMoment', isInstant, 'must be an instant with its zone, such as 2018-03-09T10:00:00Z', {
    type: 'string',
    format: 'date-time',
  });

export const IsPeriod = () =>
  field(
    'isPeriod',
    (value) => spanOf(value) !== undefined,
    'must be a period: 2018-04, 2018-Q2, 2018/19-Q1, 2018/19 or 2018',
    { type: 'string', examples: ['2018-04', '2018-Q2', '2018/19-Q1', '2018/19', '2018'] },
  );

export const IsWhen = () =>
  field(
    'isWhen',
    isOccurredAt,
    'must be an instant, a date, a month, a quarter or a year (2018-03-09T10:00:00Z, 2018-03-09, 2018-03, 2018-Q1, 2017/18) or not-stated',
    { type: 'string', examples: ['2018-03-09T10:00:00Z', '2018-03-09', '2018-03', '2018-Q1', '2017/18', 'not-stated'] },
  );

/** A field that has to be there, whatever its value. */
export const IsGiven = () => field('isGiven', (value) => value !== undefined, 'must be given', {});

/** A list of texts. */
export const IsTexts = (count: number = LIMITS.list, limit: number = LIMITS.text) =>
  field(
    'isTexts',
    (value) => Array.isArray(value) && value.length <= count && value.every((each) => isReadable(each, limit)),
    `must be a list of at most ${count} texts, each of 1 to ${limit} characters, without control characters`,
    { type: 'array', maxItems: count, items: { type: 'string', minLength: 1, maxLength: limit } },
  );

/** A date, or `not-stated` where the source says none. */
export const IsDayOrNotStated = () =>
  field(
    'isDayOrNotStated',
    (value) => value === NOT_STATED || isCalendarDate(value),
    `must be a real date between ${FIRST_YEAR} and ${LAST_YEAR}, such as 2018-03-09, or ${NOT_STATED}`,
    {
      anyOf: [
        { type: 'string', format: 'date' },
        { type: 'string', enum: [NOT_STATED] },
      ],
    },
  );

/** As IsDay, where null says "none"; with Nullable. */
export const IsDayOrNull = () =>
  field(
    'isDayOrNull',
    (value) => value === null || isCalendarDate(value),
    `must be a real date between ${FIRST_YEAR} and ${LAST_YEAR}, such as 2018-03-09, or null for none`,
    { type: ['string', 'null'], format: 'date' },
  );

/** As IsItem, where null says "none"; with Nullable. */
export const IsItemOrNull = () =>
  field(
    'isItemOrNull',
    (value) => value === null || isItem(value),
    'must be the id or the reference of an item, such as SMI-A05, or null for none',
    { type: ['string', 'null'], minLength: 1, maxLength: LIMITS.reference },
  );
