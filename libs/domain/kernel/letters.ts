/** Letters of no width and no meaning that come with pasting: zero-width space, word joiner, soft hyphen, byte-order mark. */
const INVISIBLE = /[\u200b\u2060\u00ad\ufeff]/g;
/** Overrides, embeddings and isolates of writing direction: they make a text look like another. */
const DIRECTION_CONTROL = /[\u202a-\u202e\u2066-\u2069]/u;
/** A letter that is seen. */
const SEEN = /[^\s\p{Default_Ignorable_Code_Point}]/u;
const END_OF_LINE = /[\n\v\f\r\u2028\u2029]/;

export const hasEndOfLine = (text: string): boolean => END_OF_LINE.test(text);

/** Whether there is anything to read in a text. */
export const hasSomethingToRead = (text: string): boolean => SEEN.test(text);

/** A text without its invisible letters; the joiners that a script needs stay. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** The name of a letter as Unicode has it, `U+202E`. */
export const nameOfLetter = (letter: string): string =>
  `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The first control of writing direction in a text, and its place counted in letters from 1; undefined without one. */
export function directionControl(text: string): { readonly letter: string; readonly place: number } | undefined {
  const found = DIRECTION_CONTROL.exec(text);
  if (!found) return undefined;
  return { letter: nameOfLetter(found[0]), place: [...text.slice(0, found.index)].length + 1 };
}

/** A line as it is kept: without invisible letters and blanks around it. One that is refused stays, to be counted in. */
export function asLine(text: string): string {
  return directionControl(text) || hasEndOfLine(text) ? text : withoutInvisible(text).trim();
}
