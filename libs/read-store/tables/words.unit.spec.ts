import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { searchText, searchWords, wordSpans } from './words.js';

describe('the words of a text', () => {
  it('are its letters and digits, in lower case, without accents', () => {
    expect(searchWords("SMI-A02: the people's Café (40%)")).toEqual(['smi', 'a02', 'the', 'people', 's', 'cafe', '40']);
    expect(searchWords('ΟΔΌΣ οδός İstanbul ﬁnance')).toEqual(['οδοσ', 'οδοσ', 'istanbul', 'finance']);
    expect(searchWords('soft\u00adhyphen zero\u200bwidth e\u0301t\u00e9')).toEqual(['softhyphen', 'zerowidth', 'ete']);
    expect(searchWords('½ of 日本語')).toEqual(['1', '2', 'of', '日本語']);
    expect(searchWords('§title "*" ( | \u{1f600} \ud800')).toEqual(['title']);
  });

  it('are no longer than an index takes', () => {
    expect(searchWords('a'.repeat(10_000))).toEqual(['a'.repeat(100)]);
    expect(searchWords('\u{20000}'.repeat(200))).toEqual(['\u{20000}'.repeat(100)]);
  });

  it('are the same as one text', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constant(`A ${'b'.repeat(101)}, c`));
    fc.assert(fc.property(text, (given) => expect(searchText(given)).toBe(searchWords(given).join(' '))));
  });

  it('are the same with and without their places, which name them in the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
        const spans = wordSpans(text);
        expect(spans.map(({ word }) => word)).toEqual(searchWords(text));
        for (const { word, start, end } of spans) expect(searchWords(text.slice(start, end))).toContain(word);
      }),
    );
  });

  it('hold letters and digits alone, so that they can stand in a query as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const word of searchWords(text)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});
