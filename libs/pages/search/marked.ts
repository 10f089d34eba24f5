interface Part {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A sentence in parts, those marked in which the words stand; marks may meet, but not out of order. */
export function marked(sentence: string, marks: readonly { readonly start: number; readonly end: number }[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start > at) parts.push({ text: sentence.slice(at, start), isMarked: false });
    if (end > at) parts.push({ text: sentence.slice(Math.max(at, start), end), isMarked: true });
    at = Math.max(at, end);
  }
  if (at < sentence.length) parts.push({ text: sentence.slice(at), isMarked: false });
  return parts;
}
