import { expect, test } from '@jest/globals';
import { rendered } from './render.js';
import { inOneLine, visible, visibleJson } from './visible-text.js';

/** All that a terminal could take for another row, an order of its own, or another direction of writing. */
const DECEIVING = [...'\u0000\u0007\b\v\f\u001b\u007f\u0085\u009b\u2028\u2029\u202a\u202e\u2066\u2069'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be there.
const HARMLESS = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/;

test.each(DECEIVING)('%j is shown by its name, wherever a text stands', (letter) => {
  const name = `<U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`;
  expect(inOneLine(`Agree${letter}it`)).toBe(`Agree${name}it`);
  expect(visible(`Agree${letter}it`)).toBe(`Agree${name}it`);
});

test('blanks and ends of lines are one blank in one line, and joiners that a script needs stay', () => {
  expect(inOneLine('Agree\r\n\tthe\u00a0 model')).toBe('Agree the model');
  expect(inOneLine('\u0646\u200c\u0645\u200d')).toBe('\u0646\u200c\u0645\u200d');
});

test('lines stay lines, but a carriage return writes over nothing', () => {
  expect(visible('one\ntwo\rthree')).toBe('one\ntwo<U+000D>three');
});

test('a text never looks like two rows of a table', () => {
  const title = `Real${DECEIVING.join('')}\nSMI-A99  Forged  \r\nrow`;
  const lines = rendered({ items: [{ reference: 'SMI-A01', title, note: null }] }).split('\n');
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(HARMLESS);
});

test('JSON is the same value with nothing in it for a terminal to obey', () => {
  const value = { title: DECEIVING.join('\n'), list: ['\u202eabc'] };
  expect(visibleJson(value)).toMatch(HARMLESS);
  expect(JSON.parse(visibleJson(value))).toEqual(value);
});
