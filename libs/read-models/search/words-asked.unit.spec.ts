import { describe, expect, it } from '@jest/globals';
import { isSearchable, wordsAsked } from './words-asked.js';

describe('the words of a question', () => {
  it('are all needed, the last as the beginning of one where it has two letters', () => {
    expect(wordsAsked('Health checks')).toEqual({ words: ['health'], phrases: [], beginning: 'checks' });
    expect(wordsAsked('phase 2')).toEqual({ words: ['phase', '2'], phrases: [], beginning: undefined });
    expect(wordsAsked('late late late')).toEqual({ words: ['late'], phrases: [], beginning: 'late' });
  });

  it('stand next to each other where they are quoted, and whole', () => {
    expect(wordsAsked('late "health checks"')).toEqual({
      words: ['late', 'health', 'checks'],
      phrases: [['health', 'checks']],
      beginning: undefined,
    });
    expect(wordsAsked('“health checks” late')).toEqual({
      words: ['health', 'checks'],
      phrases: [['health', 'checks']],
      beginning: 'late',
    });
    expect(wordsAsked('"late"')).toEqual({ words: ['late'], phrases: [], beginning: undefined });
    expect(wordsAsked('late "health checks')).toEqual({ words: ['late', 'health'], phrases: [], beginning: 'checks' });
  });

  it('are looked for where one has two letters or digits', () => {
    expect(['', '"', 'a b c', '* (', '§'].filter(isSearchable)).toEqual([]);
    expect(['ab', '"ab', 'a 12', 'SMI-A02'].filter((q) => !isSearchable(q))).toEqual([]);
  });
});
