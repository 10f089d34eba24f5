import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import * as parameter from './parameters.js';

const PARAMETERS = {
  whole: parameter.whole('', 3, 60),
  position: parameter.position(''),
  oneOf: parameter.oneOf('', ['open', 'closed']),
  someOf: parameter.someOf('', ['ActionCreated', 'ActionStarted']),
  yesOrNo: parameter.yesOrNo(''),
  text: parameter.text('', 20),
  item: parameter.item('any', ''),
  references: parameter.references(''),
  day: parameter.day(''),
  moment: parameter.moment(''),
  meetingOrMoment: parameter.meetingOrMoment(''),
  period: parameter.period(''),
  instantOrDay: parameter.instantOrDay(''),
  eventMark: parameter.eventMark(''),
  kindOfStream: parameter.kindOfStream(''),
};

/** Texts that each parameter takes, and neighbours of them that it may refuse. */
const TEXTS = fc.oneof(
  fc.constantFrom('0', '3', '60', '61', '-1', '1e3', '9007199254740991', '9007199254740992', 'true', 'false', 'open'),
  fc.constantFrom('ActionCreated', 'ActionCreated,ActionStarted', ',', 'SMI-A05', 'SMI-A02,SMI-A05', 'access', 'token'),
  fc.constantFrom(
    '2018-04',
    '2018-Q2',
    '2018/19-Q1',
    '2018-Q5',
    '2018/20',
    '2018-03-09',
    '2018-02-30',
    '2018-03-09T10:00:00Z',
    '42-9f86d081',
    '42-9f',
    '',
    ' ',
    '\u0000',
  ),
  fc.string({ maxLength: 60 }),
  fc.integer().map(String),
);

const ajv = new Ajv2020({ strict: false, coerceTypes: true });
addFormats.default(ajv);

describe('a query parameter', () => {
  it.each(Object.entries(PARAMETERS))('%s takes nothing that its schema refuses', (_, { schema, read }) => {
    const declared = ajv.compile({ type: 'object', properties: { value: schema } });
    fc.assert(fc.property(TEXTS, (text) => read(text) === undefined || declared({ value: text })));
  });

  it.each(Object.entries(PARAMETERS))('%s takes the examples and values of its schema', (_, { schema, read }) => {
    const { examples = [], enum: values = [] } = schema as { examples?: string[]; enum?: string[] };
    for (const text of [...examples, ...values]) expect(read(text)).toBeDefined();
  });
});
