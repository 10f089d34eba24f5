import { expect, test } from '@jest/globals';
import { asJson } from './json.js';

class Body {
  text = 'x';
  left?: string = undefined;
}

test('asJson gives what JSON would keep: plain copies, without what is undefined', () => {
  const value = { body: new Body(), list: [new Body(), null, 1.5, [true]], none: undefined, null: null };
  const json = asJson(value);
  expect(json).toStrictEqual(JSON.parse(JSON.stringify(value)));
  expect(json.body).not.toBe(value.body);
});
