import { withoutInvisible } from '#domain/index.js';

/** Normalizes text for search: NFC, lower case, no invisible characters, every blank as a space. */
export function folded(text: string): string {
  return withoutInvisible(text)
    .normalize('NFC')
    .toLowerCase()
    .replace(/\p{Zs}/gu, ' ');
}

/** Null for plain ASCII, which both engines fold by themselves. */
export function foldedUnlessPlain(...texts: readonly (string | undefined)[]): string | null {
  const all = texts.filter((text) => text !== undefined).join('\n');
  return /^\p{ASCII}*$/u.test(all) ? null : folded(all);
}
