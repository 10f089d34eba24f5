import { type WordSpan, wordSpans } from '#read-store/index.js';
import type { Asked } from './words-asked.js';

export interface Sentence {
  readonly sentence: string;
  readonly marks: readonly { readonly start: number; readonly end: number }[];
  readonly shortened: boolean;
}

const LONGEST = 300;
/** How much of a long sentence is shown before the first hit. */
const BEFORE = 60;
const SENTENCES = new Intl.Segmenter('en-GB', { granularity: 'sentence' });

/** The sentence with the most of the words asked for, the first of them if several have as many. */
export function sentenceWith(text: string, asked: Asked): Sentence {
  const hits = hitsIn(wordSpans(text), asked);
  let best: { readonly start: number; readonly sentence: string; readonly hits: readonly WordSpan[] } | undefined;
  for (const { segment, index } of SENTENCES.segment(text)) {
    const within = hits.filter(({ start }) => start >= index && start < index + segment.length);
    if (!best || different(within) > different(best.hits)) best = { start: index, sentence: segment, hits: within };
  }
  if (!best) return { sentence: '', marks: [], shortened: false };
  return cut(best.sentence, best.start, best.hits);
}

const different = (hits: readonly WordSpan[]) => new Set(hits.map(({ word }) => word)).size;

function hitsIn(spans: readonly WordSpan[], { words, phrases, beginning }: Asked): WordSpan[] {
  const inPhrases = new Set(phrases.flat());
  const alone = new Set(words.filter((word) => !inPhrases.has(word)));
  const hits = new Set<WordSpan>();
  spans.forEach((span, place) => {
    if (alone.has(span.word) || (beginning !== undefined && span.word.startsWith(beginning))) hits.add(span);
    for (const phrase of phrases)
      if (phrase.every((word, step) => spans[place + step]?.word === word))
        for (const each of spans.slice(place, place + phrase.length)) hits.add(each);
  });
  return spans.filter((span) => hits.has(span));
}

function cut(sentence: string, start: number, hits: readonly WordSpan[]): Sentence {
  const blanks = sentence.length - sentence.trimStart().length;
  const whole = sentence.trim();
  const marked = hits.map((hit) => ({ start: hit.start - start - blanks, end: hit.end - start - blanks }));
  const [from, to] = whole.length <= LONGEST ? [0, whole.length] : around(whole, marked[0]?.start ?? 0);
  const marks = merged(marked)
    .filter((mark) => mark.start >= from && mark.end <= to)
    .map((mark) => ({ start: mark.start - from, end: mark.end - from }));
  return { sentence: whole.slice(from, to), marks, shortened: to - from < whole.length };
}

/** Ends of words, or of characters where a word is longer than what is shown. */
function around(whole: string, hit: number): readonly [number, number] {
  const earliest = Math.max(0, Math.min(hit - BEFORE, whole.length - LONGEST));
  const blank = earliest === 0 ? -1 : whole.indexOf(' ', earliest);
  const from = earliest === 0 ? 0 : atCharacter(whole, blank >= 0 && blank < hit ? blank + 1 : earliest);
  const latest = Math.min(whole.length, from + LONGEST);
  const end = latest === whole.length ? latest : whole.lastIndexOf(' ', latest);
  return [from, atCharacter(whole, end > hit ? end : latest)];
}

/** Never between the two halves of a character. */
const atCharacter = (text: string, place: number) =>
  /[\uDC00-\uDFFF]/.test(text.charAt(place)) && place > 0 ? place - 1 : place;

/** One character may hold several words. */
function merged(marks: Sentence['marks']): Sentence['marks'] {
  return marks.filter((mark, place) => mark.start !== marks[place - 1]?.start);
}
