import { expect, test } from '@jest/globals';
import { disambiguate, fieldLine, shortValue } from './values.js';

const timescale = (text: string, latest: string | null) => ({ text, latest, precision: 'month', assumptions: [] });

test.each([
  ['status', 'planned', 'done\n\u001b[31mnow', 'status: planned -> done <U+001B>[31mnow'],
  ['agreed', timescale('By June', '2018-06-30'), timescale('By July', '2018-07-31'), 'agreed: By June -> By July'],
  ['quorate', null, true, 'quorate: - -> yes'],
  ['starts at', null, '2018-06-19T13:00:00.000Z', 'starts at: - -> 2018-06-19 13:00'],
  ['parties', [], [{ party: 'CCG', part: 'lead' }], 'parties: - -> CCG, part lead'],
  [
    'measurements.2018-05',
    null,
    { period: '2018-05', status: 'final', value: '14' },
    'measurements.2018-05: - -> 14, status final',
  ],
  ['rating', null, { narrative: 'Late.', rating: 'red', scheme: 1 }, 'rating: - -> red, scheme 1, Late.'],
  ['completion', null, { by: 'LEAD', occurredAt: '2018-06-01', narrative: 'Done' }, 'completion: - -> Done'],
  ['release', null, { by: 'LEAD', occurredAt: '2018-06-01' }, 'release: - -> by LEAD, occurred at 2018-06-01'],
])('%s is told in words', (field, before, after, line) => {
  expect(fieldLine({ field, before, after })).toBe(line);
});

test('what was nothing and is nothing has no line', () => {
  expect(fieldLine({ field: 'also in', before: null, after: [] })).toBeUndefined();
});

test('no change is lost because both its values are told alike', () => {
  const reread = {
    field: 'agreed',
    before: timescale('By June', '2018-06-30'),
    after: timescale('By June', '2018-05-31'),
  };
  expect(fieldLine(reread)).toMatch(/latest 2018-06-30.* -> .*latest 2018-05-31/);
  const long = 'Agree the model with every agency. '.repeat(10);
  const line = fieldLine({ field: 'description', before: `${long}By post.`, after: `${long}By hand.` }) as string;
  expect(line).toBe('description: …th every agency. By post. -> …th every agency. By hand.');
  expect(fieldLine({ field: 'title', before: 'a  b', after: 'a b' })).toBe(
    'title: changed in a way that one line does not show',
  );
});

test('values that are compared are told apart', () => {
  const [june, may] = [timescale('By June', '2018-06-30'), timescale('By June', '2018-05-31')];
  expect(disambiguate([june, null])).toEqual(['By June', '-']);
  expect(disambiguate([june, may])).toEqual([
    expect.stringContaining('latest 2018-06-30'),
    expect.stringContaining('latest 2018-05-31'),
  ]);
  expect(shortValue('a'.repeat(200))).toBe(`${'a'.repeat(99)}…`);
});
