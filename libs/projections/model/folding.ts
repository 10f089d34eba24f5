/** Text in small letters, whichever way its letters were put together: as it is searched for. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Texts folded to be searched in, or null where they hold ASCII only, which every database folds by itself. */
export function foldedUnlessPlain(...texts: readonly (string | undefined)[]): string | null {
  const all = texts.filter((text) => text !== undefined).join('\n');
  return /^\p{ASCII}*$/u.test(all) ? null : folded(all);
}
