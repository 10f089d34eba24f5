import {
  addDays,
  type EventMark,
  isCalendarDate,
  isInstant,
  isReadable,
  type Kind,
  kindOfPrefix,
  readMark,
  STREAM_PREFIXES,
  spanOf,
  startOfDay,
  toInstant,
} from '#domain/index.js';

/** Type, parser and OpenAPI schema of a query parameter are one definition. */
export interface Parameter<Value = unknown> {
  readonly description: string;
  readonly schema: object;
  readonly expected: string;
  read(text: string): Value | undefined;
  readonly names?: Kind | 'any';
}
export type Parameters = Readonly<Record<string, Parameter>>;
/** The type of the values of parameters, each of which may be left out. */
export type ValuesOf<P> = { readonly [Name in keyof P]?: P[Name] extends Parameter<infer Value> ? Value : never };

const LAST_POSITION = Number.MAX_SAFE_INTEGER;

export function whole(description: string, min: number, max: number): Parameter<number> {
  return {
    description,
    schema: { type: 'integer', minimum: min, maximum: max },
    expected: `a whole number from ${min} to ${max}`,
    read(text) {
      const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
      return number >= min && number <= max ? number : undefined;
    },
  };
}

/** Accepts the event id of the stream, `42-9f86d081`, or the number alone. */
export function eventMark(description: string): Parameter<EventMark> {
  return {
    description,
    schema: { type: 'string', pattern: '^[0-9]{1,15}(-[0-9a-fA-F]{8})?$' },
    expected: 'the id of an event, such as 42-9f86d081, or its number',
    read: readMark,
  };
}

export const position = (description: string) => whole(description, 0, LAST_POSITION);

export function oneOf<const Values extends readonly string[]>(
  description: string,
  values: Values,
): Parameter<Values[number]> {
  return {
    description,
    schema: { type: 'string', enum: values },
    expected: `one of ${values.join(', ')}`,
    read: (text) => values.find((value) => value === text),
  };
}

export function someOf<const Values extends readonly string[]>(
  description: string,
  values: Values,
): Parameter<readonly Values[number][]> {
  const one = oneOf('', values);
  return {
    description: `${description} Several with commas between them.`,
    schema: { type: 'string', minLength: 1, maxLength: 1000, examples: [values.slice(0, 2).join(',')] },
    expected: `one or more of ${values.join(', ')}, with commas between them`,
    read(text) {
      const named = text.split(',').map((each) => one.read(each));
      return text.length <= 1000 && named.every((each) => each !== undefined) ? named : undefined;
    },
  };
}

export function yesOrNo(description: string): Parameter<boolean> {
  return {
    description,
    schema: { type: 'boolean' },
    expected: 'true or false',
    read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  };
}

export function text(description: string, limit = 200): Parameter<string> {
  return {
    description,
    schema: { type: 'string', minLength: 1, maxLength: limit },
    expected: `text of 1 to ${limit} characters without control characters`,
    read: (given) => (isReadable(given, limit) ? given : undefined),
  };
}

export function item(names: Kind | 'any', description: string): Parameter<string> {
  return {
    names,
    description,
    schema: { type: 'string', minLength: 1, maxLength: 40 },
    expected: 'an id or a reference such as SMI-A05',
    read: (given) => (/^[\w-]{1,40}$/.test(given) ? given : undefined),
  };
}

export const MOST_REFERENCES = 100;

/** Several items of one kind, so that a page asks once for the rows that it shows. */
export function references(description: string): Parameter<readonly string[]> {
  return {
    description: `${description} Several with commas between them.`,
    schema: { type: 'string', minLength: 1, maxLength: 41 * MOST_REFERENCES, examples: ['SMI-A02,SMI-A05'] },
    expected: `1 to ${MOST_REFERENCES} ids or references such as SMI-A05, with commas between them`,
    read(given) {
      const named = given.split(',');
      return named.length <= MOST_REFERENCES && named.every((each) => /^[\w-]{1,40}$/.test(each)) ? named : undefined;
    },
  };
}

export function day(description: string): Parameter<string> {
  return {
    description,
    schema: { type: 'string', format: 'date' },
    expected: 'a date such as 2018-03-09',
    read: (given) => (isCalendarDate(given) ? given : undefined),
  };
}

export function period(description: string): Parameter<string> {
  return {
    description,
    schema: { type: 'string', maxLength: 10, examples: ['2018-07', '2018/19-Q1'] },
    expected: 'a period such as 2018-07, 2018-Q2, 2018/19-Q1, 2018/19 or 2018',
    read: (given) => (spanOf(given) ? given : undefined),
  };
}

/** A date means the last moment of that day in London. */
export function moment(description: string): Parameter<string> {
  return {
    description: `${description} A date stands for the end of that day.`,
    schema: { type: 'string', examples: ['2018-03-09T10:00:00Z', '2018-03-09'] },
    expected: 'an instant such as 2018-03-09T10:00:00Z, or a date',
    read(given) {
      if (isInstant(given)) return toInstant(given);
      if (!isCalendarDate(given)) return undefined;
      return new Date(Date.parse(startOfDay(addDays(given, 1))) - 1).toISOString();
    },
  };
}

export function meetingOrMoment(description: string): Parameter<string> {
  const instant = moment('');
  const digits = position('');
  const meeting = item('meeting', '');
  return {
    description: `${description} A meeting by id or reference, an instant, a date for the end of that day, or a position.`,
    schema: { type: 'string', minLength: 1, maxLength: 40, examples: ['MHB-MTG01', '2018-03-09', '542'] },
    expected: 'a meeting such as MHB-MTG01, an instant such as 2018-03-09T10:00:00Z, a date, or a position',
    read(given) {
      if (/^\d+$/.test(given)) return digits.read(given)?.toString();
      return /^\d{4}-\d\d-\d\d/.test(given) ? instant.read(given) : meeting.read(given);
    },
  };
}

export function instantOrDay(description: string): Parameter<string> {
  return {
    description,
    schema: { type: 'string', examples: ['2018-03-09T10:00:00Z', '2018-03-09'] },
    expected: 'an instant such as 2018-03-09T10:00:00Z, or a date',
    read: (given) => (isInstant(given) ? toInstant(given) : isCalendarDate(given) ? given : undefined),
  };
}

/** The name of a stream's prefix, read as the kind of its items. */
export function kindOfStream(description: string): Parameter<Kind> {
  const prefix = oneOf(description, STREAM_PREFIXES);
  return {
    ...prefix,
    read(given) {
      const found = prefix.read(given);
      return found && kindOfPrefix(found);
    },
  };
}

export const WORDS = text('With these words in its reference, title or description.');
export const AMONG = references('With one of these ids or references.');
export const OPEN_OR_CLOSED = oneOf('Open or closed.', ['open', 'closed']);
export const ORDER = oneOf('The oldest first, unless stated.', ['oldest', 'newest']);
