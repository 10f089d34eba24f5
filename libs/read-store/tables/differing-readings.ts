import { canonicalJson, type Reading } from '#domain/index.js';

/** Explanatory fields, which do not count as a difference. */
const EXPLAINS: ReadonlySet<string> = new Set(['assumptions', 'alternatives'] satisfies (keyof Reading)[]);

export function differing(stored: Reading, present: Reading): string[] {
  const names = [...new Set([...Object.keys(stored), ...Object.keys(present)])] as (keyof Reading)[];
  return names.filter((name) => !EXPLAINS.has(name) && differs(stored[name], present[name]));
}

const differs = (stored: unknown, present: unknown) =>
  stored !== present && canonicalJson(stored) !== canonicalJson(present);
