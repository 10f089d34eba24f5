import { describe, expect, it } from '@jest/globals';
import { type AnswerOf, anyOf, extended, listOf, object, oneOf, orNull, schemaOf } from './answer-schema.js';
import { COUNT, DAY, pageOf, REFERENCE, TEXT } from './schemas.js';

const ITEM = object({ reference: REFERENCE, due: orNull(DAY), note: TEXT, tags: listOf(oneOf(['red', 'green'])) }, [
  'note',
]);
type Item = AnswerOf<typeof ITEM>;

describe('the type of an answer follows from its schema, which the compiler checks', () => {
  it('of objects: required, optional, nullable, lists and enumerations', () => {
    const least: Item = { reference: 'A', due: null, tags: [] };
    const most: Item = { reference: 'A', due: '2018-03-09', note: 'n', tags: ['red'] };
    // @ts-expect-error A required field is missing.
    const missing: Item = { reference: 'A', due: null };
    // @ts-expect-error Null only where the schema allows it.
    const nullReference: Item = { ...least, reference: null };
    // @ts-expect-error A word that the enumeration does not have.
    const otherWord: Item = { ...least, tags: ['blue'] };
    // @ts-expect-error A field that the schema does not have.
    const unknownField: Item = { reference: 'A', due: null, tags: [], other: 1 };
    // @ts-expect-error An answer is read-only.
    least.reference = 'B';
    expect([least, most, missing, nullReference, otherWord, unknownField]).toHaveLength(6);
  });

  it('of pages, unions and objects with more properties', () => {
    const asOf = { ledger: null, position: 0, number: 0, recordedAt: null };
    const PAGE = extended(pageOf(ITEM), { total: COUNT });
    const page: AnswerOf<typeof PAGE> = { items: [], nextCursor: null, asOf, total: 0 };
    // @ts-expect-error The total is required too.
    const untotalled: AnswerOf<typeof PAGE> = { items: [], nextCursor: null, asOf };
    const EITHER = anyOf(object({ code: oneOf(['a']), days: COUNT }), object({ code: oneOf(['b']) }));
    // @ts-expect-error Only the code a has days.
    const mixed: AnswerOf<typeof EITHER> = { code: 'b', days: 1 };
    expect([page, untotalled, mixed]).toHaveLength(3);
    expect(PAGE.required).toEqual(['items', 'nextCursor', 'asOf', 'total']);
    expect(Object.keys(PAGE.properties)).toEqual(PAGE.required);
  });

  it('not of a JSON Schema whose type nobody states', () => {
    // @ts-expect-error A literal has no type; schemaOf states it.
    expect(object({ count: { type: 'integer' } })).toEqual(object({ count: schemaOf<number>({ type: 'integer' }) }));
  });
});
