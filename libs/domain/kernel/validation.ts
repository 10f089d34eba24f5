import 'reflect-metadata';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  isEmail,
  isURL,
  ValidateBy,
  type ValidationArguments,
  type ValidationOptions,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { FIRST_YEAR, isCalendarDate, isInstant, isOccurredAt, LAST_YEAR, NOT_STATED, spanOf } from './calendar.js';
import { asLine, directionControl, hasEndOfLine } from './letters.js';
import { isReadable } from './readable.js';

export const LIMITS = { line: 300, text: 10_000, link: 2000, reference: 40, prefix: 30, list: 100 } as const;

type Check = (value: unknown) => boolean;
type Message = string | ((value: unknown) => string);
type Schema = Exclude<Parameters<typeof JSONSchema>[0], (...given: never[]) => unknown>;

export function field(name: string, check: Check, message: Message, schema: Schema, options?: ValidationOptions) {
  const defaultMessage = (asked?: ValidationArguments) =>
    `$property ${typeof message === 'string' ? message : message(asked?.value)}`;
  const validate = ValidateBy({ name, validator: { validate: check, defaultMessage } }, options);
  // Replaces the schema derived from the TypeScript type, which for a union would reference nothing.
  const describe = JSONSchema(() => schema);
  return (target: object, property: string) => {
    validate(target, property);
    if (!options?.each) describe(target, property);
  };
}

const LINE = Symbol('line');

export const isLineOf = (command: new () => object, property: string): boolean =>
  Reflect.hasMetadata(LINE, command.prototype, property);

const isOneLine = (value: unknown, limit: number): value is string =>
  isReadable(value, limit) && !hasEndOfLine(value) && directionControl(value) === undefined;

const lineRule = (limit: number) => `must be one line of text, 1 to ${limit} characters, without control characters`;

function lineMessage(value: unknown, rule: string): string {
  const control = typeof value === 'string' ? directionControl(value) : undefined;
  if (!control) return rule;
  return `must not hold the control of writing direction ${control.letter}, which is its character ${control.place}; take it out`;
}

export const wrongInLine = (line: string, limit: number = LIMITS.line): string | undefined =>
  isOneLine(line, limit) ? undefined : lineMessage(line, lineRule(limit));

export const IsLine = (limit: number = LIMITS.line) => {
  const decorators = [
    field(
      'isLine',
      (value) => isOneLine(value, limit),
      (value) => lineMessage(value, lineRule(limit)),
      { type: 'string', minLength: 1, maxLength: limit },
    ),
    Transform(({ value }) => (typeof value === 'string' ? asLine(value) : value)),
    Reflect.metadata(LINE, true),
  ];
  return (target: object, property: string) => {
    for (const decorate of decorators) decorate(target, property);
  };
};

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

const WHOLE_ADDRESS = `must be an absolute URL of at most ${LIMITS.link} characters: http:// or https://, then a host name`;

export const IsLink = () =>
  field(
    'isLink',
    (value) =>
      isOneLine(value, LIMITS.link) &&
      isURL(value, {
        protocols: ['http', 'https'],
        require_protocol: true,
        require_tld: false,
        allow_underscores: true,
        allow_trailing_dot: true,
      }),
    (value) => lineMessage(value, WHOLE_ADDRESS),
    { type: 'string', format: 'uri', maxLength: LIMITS.link, examples: ['https://example.org/minutes.pdf'] },
  );

/** The longest that SMTP takes (RFC 5321). */
const LONGEST_MAIL_ADDRESS = 254;

export const IsMailAddress = () =>
  field(
    'isMailAddress',
    (value) => isOneLine(value, LONGEST_MAIL_ADDRESS) && isEmail(value, { require_tld: false }),
    (value) => lineMessage(value, 'must be one mail address, such as health.lead@example.org'),
    { type: 'string', format: 'email', maxLength: LONGEST_MAIL_ADDRESS, examples: ['health.lead@example.org'] },
  );

export const IsNewReference = (limit: number = LIMITS.reference) => {
  const reference = new RegExp(`^[A-Z0-9][A-Z0-9-]{0,${limit - 1}}$`);
  return field(
    'isNewReference',
    (value) => typeof value === 'string' && reference.test(value),
    `must be a reference of 1 to ${limit} capitals, digits and hyphens, such as SMI-A05`,
    { type: 'string', pattern: reference.source },
  );
};

const isItem: Check = (value) => isOneLine(value, LIMITS.reference) && !/\s/.test(value);

export const IsItem = (options?: ValidationOptions) =>
  field(
    'isItem',
    isItem,
    'must be the id or the reference of an item, such as SMI-A05',
    { type: 'string', minLength: 1, maxLength: LIMITS.reference },
    options,
  );

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

const HASH = /^[0-9a-f]{64}$/;

export const IsHash = () =>
  field(
    'isHash',
    (value) => typeof value === 'string' && HASH.test(value),
    'must be a SHA-256: 64 hexadecimal digits in lower case',
    { type: 'string', pattern: HASH.source, examples: ['0'.repeat(64)] },
  );

export const IsGiven = () => field('isGiven', (value) => value !== undefined, 'must be given', {});

export const IsTexts = (count: number = LIMITS.list, limit: number = LIMITS.text) =>
  field(
    'isTexts',
    (value) => Array.isArray(value) && value.length <= count && value.every((each) => isReadable(each, limit)),
    `must be a list of at most ${count} texts, each of 1 to ${limit} characters, without control characters`,
    { type: 'array', maxItems: count, items: { type: 'string', minLength: 1, maxLength: limit } },
  );

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

export const IsDayOrNull = () =>
  field(
    'isDayOrNull',
    (value) => value === null || isCalendarDate(value),
    `must be a real date between ${FIRST_YEAR} and ${LAST_YEAR}, such as 2018-03-09, or null for none`,
    { type: ['string', 'null'], format: 'date' },
  );

export const IsItemOrNull = () =>
  field(
    'isItemOrNull',
    (value) => value === null || isItem(value),
    'must be the id or the reference of an item, such as SMI-A05, or null for none',
    { type: ['string', 'null'], minLength: 1, maxLength: LIMITS.reference },
  );
