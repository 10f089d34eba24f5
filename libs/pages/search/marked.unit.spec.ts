import { describe, expect, it } from '@jest/globals';
import { marked } from './marked.js';

const shown = (parts: ReturnType<typeof marked>) =>
  parts.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('');

describe('marked', () => {
  it('marks where the words stand, and keeps every letter', () => {
    const sentence = 'No capacity <b> this year.';
    const parts = marked(sentence, [
      { start: 3, end: 11 },
      { start: 16, end: 20 },
    ]);
    expect(shown(parts)).toBe('No [capacity] <b> [this] year.');
    expect(parts.map(({ text }) => text).join('')).toBe(sentence);
  });

  it('says nothing twice where marks overlap or reach the ends', () => {
    expect(shown(marked('capacity', [{ start: 0, end: 8 }]))).toBe('[capacity]');
    expect(
      shown(
        marked('capacity', [
          { start: 0, end: 5 },
          { start: 3, end: 8 },
        ]),
      ),
    ).toBe('[capac][ity]');
    expect(marked('', [])).toEqual([]);
  });
});
