import { withoutInvisible } from '#domain/kernel/letters.js';

/**
 * Text as it is searched for: in small letters, whichever way they were put together, without invisible ones, and with
 * every blank as a space.
 */
export function folded(text: string): string {
  return withoutInvisible(text)
    .normalize('NFC')
    .toLowerCase()
    .replace(/\p{Zs}/gu, ' ');
}

/** Texts folded to be searched in, or null where they hold ASCII only, which every database folds by itself. */
export function foldedUnlessPlain(...texts: readonly (string | undefined)[]): string | null {
  const all = texts.filter((text) => text !== undefined).join('\n');
  return /^\p{ASCII}*$/u.test(all) ? null : folded(all);
}
