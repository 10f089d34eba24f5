import type { Context } from './decider.js';

/**
 * True where the item `id` is the command's own or lies beneath it, parent by parent. It ends on a circle too: parents
 * are checked at the moment of a command, so two commands at once can close one.
 */
export function liesWithin(
  { id: own, lookup }: Pick<Context, 'id' | 'lookup'>,
  kind: 'programme' | 'group',
  id: string,
): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at); ) {
    if (at === own) return true;
    seen.add(at);
    at = lookup.find<{ readonly parent?: string }>(kind, at)?.state.parent;
  }
  return false;
}
