import type { Context } from './decider.js';

/** Terminates on a cycle: two concurrent commands can close one, since parents are checked per command. */
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
