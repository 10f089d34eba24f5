/** Zero-width space, word joiner, soft hyphen and byte-order mark come with pasted text. */
const INVISIBLE = /[\u200b\u2060\u00ad\ufeff]/g;
/** Bidirectional control characters make a text look like another (Trojan Source). */
const DIRECTION_CONTROL = /[\u202a-\u202e\u2066-\u2069]/u;
const SEEN = /[^\s\p{Default_Ignorable_Code_Point}]/u;
const END_OF_LINE = /[\n\v\f\r\u2028\u2029]/;

export const hasEndOfLine = (text: string): boolean => END_OF_LINE.test(text);

export const hasSomethingToRead = (text: string): boolean => SEEN.test(text);

export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

export const nameOfLetter = (letter: string): string =>
  `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

export function directionControl(text: string): { readonly letter: string; readonly place: number } | undefined {
  const found = DIRECTION_CONTROL.exec(text);
  if (!found) return undefined;
  return { letter: nameOfLetter(found[0]), place: [...text.slice(0, found.index)].length + 1 };
}

export function asLine(text: string): string {
  return directionControl(text) || hasEndOfLine(text) ? text : withoutInvisible(text).trim();
}
