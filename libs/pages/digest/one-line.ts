// biome-ignore lint/suspicious/noControlCharactersInRegex: these would end a header or turn a line round.
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** One line without control characters, of at most so many letters: what people wrote may stand in a header. */
export function oneLine(text: string, most: number): string {
  const line = text.replace(BREAKS, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}
