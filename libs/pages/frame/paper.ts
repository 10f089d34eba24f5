/** The foot of every printed sheet: `@page` boxes cannot take text from the page, and inline style is refused. */
export function paperStyle(foot: string, on: string, illustrative: boolean): string {
  const box = (place: string, text: string) =>
    `@${place}{content:${quoted(text)};font:8pt Arial,"Liberation Sans",sans-serif;color:#212b32}`;
  const middle = [on, illustrative ? 'Illustrative data' : ''].filter(Boolean).join(' · ');
  return `@page{${box('bottom-left', foot)}${box('bottom-center', middle)}}`;
}

/** A CSS string that no text can end: everything but letters, digits and spaces is escaped. */
const quoted = (text: string) =>
  `"${text.replace(/[^\p{L}\p{N} ]/gu, (character) => `\\${(character.codePointAt(0) ?? 32).toString(16)} `)}"`;
