import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sentenceWith } from './sentence.js';
import { wordsAsked } from './words-asked.js';

const shown = (text: string, q: string) => {
  const { sentence, marks, shortened } = sentenceWith(text, wordsAsked(q));
  return { sentence, marked: marks.map(({ start, end }) => sentence.slice(start, end)), shortened };
};

describe('the sentence in which the words stand', () => {
  it('is the one with the most of them, the first if several have as many', () => {
    const text = 'Checks begin. Health checks are late!\nHealth checks again.';
    expect(shown(text, 'health checks')).toEqual({
      sentence: 'Health checks are late!',
      marked: ['Health', 'checks'],
      shortened: false,
    });
    expect(shown(text, 'check').sentence).toBe('Checks begin.');
    expect(shown(text, 'nothing')).toEqual({ sentence: 'Checks begin.', marked: [], shortened: false });
    expect(shown('', 'nothing')).toEqual({ sentence: '', marked: [], shortened: false });
  });

  it('marks the words of a phrase only where they stand next to each other', () => {
    expect(shown('Health, and physical health checks', '"health checks" phys').marked).toEqual([
      'physical',
      'health',
      'checks',
    ]);
  });

  it('is shortened around the first word, between words where there are any', () => {
    const long = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`;
    const { sentence, marked, shortened } = shown(long, 'needle');
    expect(marked).toEqual(['needle']);
    expect(shortened).toBe(true);
    expect(sentence).toMatch(/^before .*after$/);
    expect(sentence.length).toBeLessThanOrEqual(300);
  });

  it('is well formed, and its marks lie within it, whatever the text', () => {
    const unit = fc.constantFrom('ab', 'é', ' ', '. ', '\n', '\u{1f600}', '\u00ad', 'x'.repeat(90), '½', ' ab ');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (units) => {
        const { sentence, marks } = sentenceWith(units.join(''), wordsAsked('e ab'));
        expect(sentence.length).toBeLessThanOrEqual(300);
        expect(sentence.isWellFormed()).toBe(true);
        let end = 0;
        for (const mark of marks) {
          expect(mark.start).toBeGreaterThanOrEqual(end);
          expect(mark.end).toBeGreaterThan(mark.start);
          end = mark.end;
        }
        expect(end).toBeLessThanOrEqual(sentence.length);
      }),
    );
  });
});
